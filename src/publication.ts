import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { PublishedExplanation } from '#model/explanation'
import { PublishedIndicator } from '#model/indicator'
import { PublishedAudits, PublishedCommitments, PublishedDefects, PublishedDocuments, PublishedSite, PublishedTerritory } from '#model/publication'
import { PublishedCommune } from '#model/bundle'
import { PublishedPlaces } from '#model/place'
import { PublishedFleet } from '#model/published-fleet'
import { PublishedAccessibility } from '#model/published-accessibility'
import { PublishedReport } from '#model/reen-report'
import { ImportReport } from '#model/source'
import { DatedEdition, PublishedEdition, PublishedErrata } from '#model/dated-edition'
import { edition } from '#lib/dashboard/edition'
import { byCommuneName } from '#lib/publish/communes'
import { publicAccessibility, publicDefects, publicSite } from '#lib/publish/edition'
import { saidHelpLine, saidPlace, termsOf } from '#lib/places/place-terms'
import { withoutControls } from '#lib/words/clean'
import { saidThroughout, sentencesOf } from '#lib/words/contents'
import { withPackedHistory } from '#lib/publish/packed-history'

/** The publication folder of the territory whose folder TREFLE_DATA names. */
function folder(): string {
  const dataDir = process.env.TREFLE_DATA
  if (!dataDir) throw new Error('TREFLE_DATA ne nomme aucun dossier de territoire. Construisez avec « trefle build --data DOSSIER ».')
  return join(dataDir, 'publication')
}

const files = new Map<string, unknown>()
const asItIs = <T>(value: T): T => value

/**
 * One file of the publication, checked by its schema, in the language of the pages, read once a build. `toThePublic` takes out what
 * only the internal edition shows; `kept` is what stays in memory.
 */
function read<S extends z.ZodType>(name: string, schema: S, toThePublic: (value: z.output<S>) => z.output<S> = asItIs, kept: (value: z.output<S>) => z.output<S> = asItIs): z.output<S> {
  const path = join(folder(), name)
  if (!files.has(path)) {
    const value = saidThroughout(parse(path, schema))
    files.set(path, kept(edition === 'internal' ? value : toThePublic(value)))
  }
  return files.get(path) as z.output<S>
}

/** A value just read from a file, its words without the invisible characters that would turn the text of a page around. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return withoutControls(value)
  if (typeof value !== 'object' || value === null) return value
  for (const [key, item] of Object.entries(value)) {
    const clean = cleaned(item)
    if (clean !== item) Reflect.set(value, key, clean)
  }
  return value
}

function parse<S extends z.ZodType>(path: string, schema: S): z.output<S> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`${path} n’existe pas ou ne se lit pas. Calculez la publication : « trefle compute --data DOSSIER ».`, { cause })
  }
  const checked = schema.safeParse(cleaned(JSON.parse(text)))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new Error(`${path}, ${issue?.path.join('.')} : ${issue?.message}. Recalculez la publication : « trefle compute --data DOSSIER ».`)
}

function readAll<S extends z.ZodType>(subfolder: string, schema: S, toThePublic?: (value: z.output<S>) => z.output<S>, kept?: (value: z.output<S>) => z.output<S>): z.output<S>[] {
  return globSync('*.json', { cwd: join(folder(), subfolder) }).sort().map((name) => read(join(subfolder, name), schema, toThePublic, kept))
}

function saidTerritory(published: PublishedTerritory): PublishedTerritory {
  const { helpLine } = published.territory
  return helpLine === undefined ? published : { ...published, territory: { ...published.territory, helpLine: saidHelpLine(helpLine) } }
}

export const territory = (): PublishedTerritory => read('territory.json', PublishedTerritory, asItIs, saidTerritory)
/** The documents that the record quotes, the figures that they state and the lines that they date. */
export const quoted = (): PublishedDocuments => read('documents.json', PublishedDocuments)
export const audits = () => read('audits.json', PublishedAudits).audits
/** The defects of all sites, those that reach furthest first. */
export const defects = () => read('defects.json', PublishedDefects, publicDefects).defects
export const commitments = () => read('commitments.json', PublishedCommitments).commitments
/** In the order of their names. */
export const indicators = (): PublishedIndicator[] => readAll('indicators', PublishedIndicator)
export const indicator = (id: string): PublishedIndicator => read(`indicators/${id}.json`, PublishedIndicator)
/** Where each latest figure comes from. */
export const explanations = (): PublishedExplanation[] => readAll('explanations', PublishedExplanation)
export const sites = (): PublishedSite[] => readAll('sites', PublishedSite, publicSite, (site) => ({ ...site, pages: site.pages.map(withPackedHistory) }))
/** A picture of a proven failure, by its name. */
export const crop = (file: string): Uint8Array<ArrayBuffer> => readFileSync(join(folder(), 'crops', `${file}.jpg`))
/** What the machine, auditors and people with disabilities say of each site. */
export const accessibilities = (): PublishedAccessibility[] => readAll('accessibility', PublishedAccessibility, publicAccessibility)
export const accessibility = (site: string): PublishedAccessibility => read(`accessibility/${site}.json`, PublishedAccessibility, publicAccessibility)
/** The communes of an intercommunality, in the order of their names; none for a single town. */
export const communes = (): PublishedCommune[] => readAll('communes', PublishedCommune).sort(byCommuneName)
/** Places of digital help, priority districts, and how far residents are from a place; empty lists when no source gives any. */
export const places = (): PublishedPlaces => read('places.json', PublishedPlaces, asItIs, (published) => ({ ...published, places: published.places.map(saidPlace) }))
/** What the scenarios of the fleet are tried on. */
export const fleet = (): PublishedFleet => read('fleet.json', PublishedFleet)
/** The yearly review of the year, by organisation. */
export const report = (): PublishedReport => read('report.json', PublishedReport)
/** A document of a review that was presented, by its path. */
export const reportDocument = (path: string): Uint8Array<ArrayBuffer> => readFileSync(join(folder(), 'report', path))
/** What is published today, under the name by which it can be cited. */
export const datedEdition = (): DatedEdition => read('edition.json', DatedEdition)
/** Editions that were frozen, newest first. */
export const frozenEditions = (): PublishedEdition[] => readAll('editions', PublishedEdition).reverse()
/** Published figures that were wrong, newest first. */
export const errata = () => read('errata.json', PublishedErrata).errata
/** What each import kept, rejected and noted. */
export const imports = (): ImportReport[] => readAll('imports', ImportReport)

/** Every French sentence of the indicators, of the audits and of what they found, and the reasons of the states of promises, as they are published: what translations are counted against. */
export function sourceSentences(): Set<string> {
  const figures = globSync('indicators/*.json', { cwd: folder() }).map((name) => parse(join(folder(), name), PublishedIndicator))
  const found = parse(join(folder(), 'defects.json'), PublishedDefects).defects.map(({ message }) => ({ message }))
  const judged = parse(join(folder(), 'commitments.json'), PublishedCommitments).commitments.map(({ because }) => ({ because }))
  return sentencesOf([parse(join(folder(), 'audits.json'), PublishedAudits), figures, found, judged])
}

/** The French terms of the places and of the help line, as they are published: translations are counted against them too. */
export function sourceTerms(): Set<string> {
  const { places: published } = parse(join(folder(), 'places.json'), PublishedPlaces)
  const { territory: { helpLine } } = parse(join(folder(), 'territory.json'), PublishedTerritory)
  return termsOf(published, helpLine)
}
