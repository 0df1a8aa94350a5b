import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatedEdition, PublishedEdition } from '#model/dated-edition'
import { editionName, saysTheSame } from '#lib/publish/dated-edition'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'
import { jsonOf } from '../files/json-text.ts'
import { sealRecord } from './seals.ts'

const folderOf = (dataDir: string) => join(dataDir, 'editions')

/** The frozen editions of a territory, newest first. Throws a UsageError that names one that is not what was frozen. */
export async function readEditions(dataDir: string): Promise<DatedEdition[]> {
  const names = globSync('*.json', { cwd: folderOf(dataDir) }).sort().reverse()
  return Promise.all(names.map(async (name) => {
    const parsed = DatedEdition.safeParse(jsonOf(await readFile(join(folderOf(dataDir), name), 'utf8')))
    if (!parsed.success || `${parsed.data.name}.json` !== name || editionName(parsed.data.at, parsed.data) !== parsed.data.name)
      throw new UsageError(`editions/${name} n’est plus ce qui a été figé.`, 'Reprenez ce fichier dans l’historique git : une édition ne se corrige pas, un erratum se publie à côté (errata.yml).')
    return parsed.data
  }))
}

/** Keeps the publication of the day as an edition, for good, and seals it. Throws a UsageError when there is none, or when an edition says the same. */
export async function freezeEdition(dataDir: string, at: string): Promise<string> {
  const published = join(dataDir, 'publication', 'edition.json')
  const text = await textIfPresent(published)
  if (text === null) throw new UsageError(`Rien à figer : ${published} n’existe pas.`, `Calculez d’abord la publication : trefle compute --data ${dataDir}`)
  const edition = DatedEdition.parse(JSON.parse(text))
  if (edition.figures.length === 0) throw new UsageError('Rien à figer : aucun chiffre n’est connu.', 'Visitez les sites ou lisez une source, puis relancez « trefle compute ».')
  const twin = (await readEditions(dataDir)).find((frozen) => saysTheSame(frozen, edition))
  if (twin) throw new UsageError(`L’édition ${twin.name} dit déjà la même chose.`, 'Citez celle-là : ses chiffres sont ceux d’aujourd’hui.')
  await writeAtomically(join(folderOf(dataDir), `${edition.name}.json`), `${JSON.stringify(edition, null, 1)}\n`)
  await sealRecord(dataDir, 'edition', at)
  return edition.name
}

type Unexplained = PublishedEdition['changes'][number] & { edition: string }

const digits = new Intl.NumberFormat('fr-FR', { maximumSignificantDigits: 6 })
/** One of them in a sentence, for a terminal. */
export const spokenUnexplained = ({ edition, indicator, period, was, is }: Unexplained): string =>
  `${indicator}, ${period} : recalculé, ${digits.format(was)} dans l’édition ${edition}, ${is === null ? 'plus de valeur' : digits.format(is)} aujourd’hui, sans cause connue`

/** Figures of frozen editions that read otherwise in the publication without a known cause. */
export async function unexplainedChanges(dataDir: string): Promise<Unexplained[]> {
  const folder = join(dataDir, 'publication', 'editions')
  const editions = await Promise.all(globSync('*.json', { cwd: folder }).sort().map(async (name) => PublishedEdition.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))))
  return editions.flatMap(({ name, changes }) => changes.filter(({ cause }) => cause === 'unexplained').map((change) => ({ ...change, edition: name })))
}
