import type { IndicatorDefinition } from '#lib/define'
import { communesOf, publishedCommune, withoutDeducibleFigures, type GivenRecord, type KnownWords } from '#lib/publish/communes'
import { PublishedIndicator } from '#model/indicator'
import type { Observation } from '#model/observation'
import { PublishedTerritory } from '#model/publication'
import { Pillar } from '#model/quantity'
import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import { readObservations } from '../record/observations.ts'
import { UsageError } from '../command/errors.ts'
import { readDeclared } from './declared-csv.ts'
import { communeFolder, readMerged } from './merge-bundles.ts'

/** The words of every indicator, by which those of communes are told. */
export function knownWords(indicators: ReadonlyMap<string, IndicatorDefinition>): KnownWords[] {
  return [...indicators].map(([key, { unit, smallest, text }]) => {
    const [pillar, id = ''] = key.split('/')
    return { id, pillar: Pillar.parse(pillar), unit, title: text.title, ...(smallest === undefined ? {} : { smallest }) }
  }).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function givenBy(dataDir: string, commune: string): Promise<GivenRecord | null> {
  const merged = await readMerged(dataDir, commune)
  if (merged === null) return null
  const read = (bytes: Uint8Array | undefined): unknown => (bytes === undefined ? null : JSON.parse(new TextDecoder().decode(bytes)))
  const refused = (path: string) => new UsageError(`communes/${commune}/${path} a été écrit par une autre version de Trèfle.`, 'Demandez à la commune un export fait avec la même version.')
  const indicators = [...merged.files].filter(([path]) => path.startsWith('publication/indicators/')).map(([path, bytes]) => {
    const parsed = PublishedIndicator.safeParse(read(bytes))
    if (!parsed.success) throw refused(path)
    return parsed.data
  })
  const territory = PublishedTerritory.safeParse(read(merged.files.get('publication/territory.json')))
  return {
    manifest: merged.manifest, indicators, observations: await readObservations(communeFolder(dataDir, commune)),
    agents: territory.data?.territory.equippedStaff?.value ?? null,
  }
}

/** communes/<id>.json of the publication, for a territory of several communes. Throws a UsageError for a merged file that was changed. */
export async function communeFiles(dataDir: string, facts: { territory: Territory; sites: readonly Site[]; observations: readonly Observation[]; indicators: ReadonlyMap<string, IndicatorDefinition> }): Promise<Map<string, unknown>> {
  const known = knownWords(facts.indicators)
  const declared = await readDeclared(dataDir)
  const communes = await Promise.all(communesOf(facts.territory).map(async (commune) =>
    publishedCommune(commune, await givenBy(dataDir, commune.id), { sites: facts.sites, observations: facts.observations, known, declared })))
  return new Map(withoutDeducibleFigures(communes, known).map((commune) => [`communes/${commune.id}.json`, commune]))
}
