import { mkdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { parseDocument } from 'yaml'
import connector from '#connectors/declared-entries'
import type { Parsed } from '#lib/define'
import type { DataRequest } from '#model/data-request'
import { Source } from '#model/source'
import { dayOf } from '#lib/time/period'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { writeNew } from '../files/new-file.ts'
import { loadFactorBook } from '../territory/factors.ts'
import { readTerritoryFolder } from '../territory/territory.ts'

export type Answer = { source: Source; parsed: Parsed; requests: DataRequest[] }

/** The file that came back, as what it says, and the requests that it answers. Writes nothing. Throws a UsageError when it answers none. */
export async function readAnswer({ dataDir, file, at }: { dataDir: string; file: string; at: string }, requests: readonly DataRequest[]): Promise<Answer & { bytes: Uint8Array }> {
  const [{ territory, sources }, factors] = await Promise.all([readTerritoryFolder(dataDir), loadFactorBook()])
  const bytes = await readFile(file).catch(() => { throw new UsageError(`${file} ne peut pas être lu.`, 'Donnez le chemin du tableur qui est revenu.') })
  const [organisation] = territory.organisations
  const draft = Source.parse({ id: 'reponse', name: 'Réponse', connector: 'declared-entries', organisation: organisation?.id, cadence: 'once', settings: {} })
  const parsed = connector.parse(bytes, connector.settings.parse({ file }), { source: draft, territory, at, factors })
  const given = new Set(parsed.observations.map(({ metric }) => metric))
  const answered = requests.filter(({ metrics }) => metrics.some((metric) => given.has(metric)))
  const [first] = answered
  if (first === undefined) throw new UsageError(`${file} ne répond à aucune demande : ${parsed.observations.length} chiffres lus, ${parsed.report.rejected.length} lignes rejetées.`, parsed.report.rejected[0] ? `Ligne ${parsed.report.rejected[0].line} : ${parsed.report.rejected[0].reason}. ${parsed.report.rejected[0].mend}` : 'Remplissez la colonne « Valeur » du modèle, sans changer la colonne « Mesure ».')
  const id = freeId(`reponse-${first.id}`, new Set(sources.map((source) => source.id)))
  const source = Source.parse({ ...draft, id, name: `Réponse : ${first.holder}, ${dayOf(at)}`, settings: { file: `sources/reponses/${id}${extname(file).toLowerCase()}` } })
  return { bytes, source, parsed, requests: answered.map((request) => ({ ...request, receivedOn: request.receivedOn ?? dayOf(at), received: request.metrics.filter((metric) => request.received.includes(metric) || given.has(metric)) })) }
}

/** A second answer of the same function is a second source: the first file stays what it was. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let rank = 1; ; rank += 1) {
    const candidate = rank === 1 ? id : `${id}-${rank}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Keeps the file in the territory folder and declares it at the end of sources.yml, whose own lines and comments stay. */
export async function keepAnswer(dataDir: string, { source, bytes }: { source: Source; bytes: Uint8Array }): Promise<void> {
  const file = join(dataDir, 'sources.yml')
  const text = await textIfPresent(file) ?? 'sources: []\n'
  await mkdir(join(dataDir, 'sources', 'reponses'), { recursive: true })
  await writeNew(join(dataDir, String(source.settings['file'])), bytes)
  const document = parseDocument(text)
  document.addIn(['sources'], document.createNode(source))
  await writeAtomically(file, document.toString({ lineWidth: 0 }))
}
