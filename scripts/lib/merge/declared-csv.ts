import { join } from 'node:path'
import { DeclaredLine } from '#model/bundle'
import { communesOf, type KnownWords } from '#lib/publish/communes'
import { canonical } from '#lib/record/canonical'
import type { ImportReport } from '#model/source'
import type { Organisation, Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { readLines } from '../files/jsonl.ts'
import { amount, count, period, text } from '../tables/column.ts'
import { fold } from '../tables/csv-french.ts'
import { readRecords } from '../tables/read-records.ts'

const columns = {
  commune: text.needed(['commune', 'code Insee', 'code commune']),
  indicator: text.needed(['indicateur']),
  period: period.needed(['période']),
  value: amount.needed(['valeur']),
  n: count(['nombre', 'effectif']),
  source: text.needed(['source']),
}

const declaredFile = (dataDir: string) => join(dataDir, 'communes', 'declared.jsonl')
const keyOf = ({ commune, indicator, period }: DeclaredLine) => `${commune} ${indicator} ${period}`

/** What communes declared by CSV, the last word on each figure. Throws a UsageError for a line that cannot be read. */
export async function readDeclared(dataDir: string): Promise<DeclaredLine[]> {
  const { values } = await readLines(declaredFile(dataDir), DeclaredLine, 'declared')
  return [...new Map(values.map((line) => [keyOf(line), line])).values()]
}

type Known = { communes: readonly Organisation[]; indicators: readonly KnownWords[] }

/** Every row of a table (CSV or workbook). Throws a UsageError for a missing column or the first row that cannot be taken. */
function readDeclaredTable(bytes: Uint8Array, name: string, { communes, indicators }: Known): DeclaredLine[] {
  const refuse = ({ line, reason, mend }: ImportReport['rejected'][number]) => new UsageError(`${name}, ligne ${line} : ${reason}.`, `Rien n’a été ajouté. ${mend}`)
  const { lines, rejected } = readRecords(bytes, columns, { from: name, columns: {}, mend: 'La première ligne est : commune ; indicateur ; période ; valeur ; nombre ; source.' })
  if (rejected[0]) throw refuse(rejected[0])
  return lines.map(({ line, record: { commune: written, indicator, n, source, ...figure } }) => {
    const commune = communes.find(({ code, name: known }) => code === written || fold(known) === fold(written))
    if (commune === undefined) throw refuse({ line, reason: `« ${written} » n’est pas une commune de ce territoire`, mend: 'Écrivez son code Insee ou son nom, comme dans territory.yml.' })
    if (!indicators.some(({ id }) => id === indicator)) throw refuse({ line, reason: `« ${indicator} » n’est pas un indicateur`, mend: 'Écrivez l’identifiant qui est dans l’adresse de sa page, par exemple help-sessions.' })
    return DeclaredLine.parse({ ...figure, commune: commune.id, indicator, ...(n === null ? {} : { n }), source: source.slice(0, 300) })
  })
}

export type Declared = { added: number; unchanged: number; corrected: number }

/**
 * Appends what is new of a CSV file; the same file again adds nothing. A figure that is known with another value is a conflict:
 * throws a UsageError that names both, unless the person says that it corrects (`correct`), which appends too.
 */
export async function mergeDeclared(dataDir: string, territory: Territory, indicators: readonly KnownWords[], file: { name: string; bytes: Uint8Array }, correct: boolean): Promise<Declared> {
  const lines = readDeclaredTable(file.bytes, file.name, { communes: communesOf(territory), indicators })
  const { values: written } = await readLines(declaredFile(dataDir), DeclaredLine, 'declared')
  const known = new Map(written.map((line) => [keyOf(line), line]))
  const news: DeclaredLine[] = []
  let corrected = 0
  for (const line of lines) {
    const before = known.get(keyOf(line))
    if (before && canonical(before) === canonical(line)) continue
    if (before && !correct) throw new UsageError(`${file.name} : ${line.indicator} de ${line.commune}, ${line.period}, vaut ${line.value} (${line.source}), et ${before.value} dans ce qui est connu (${before.source}).`, 'Rien n’a été ajouté. Si le nouveau chiffre corrige l’ancien, relancez avec --correct : l’ancien reste dans l’historique.')
    if (before) corrected += 1
    known.set(keyOf(line), line)
    news.push(line)
  }
  if (news.length > 0) await writeAtomically(declaredFile(dataDir), [...written, ...news].map((line) => `${canonical(line)}\n`).join(''))
  return { added: news.length - corrected, unchanged: lines.length - news.length, corrected }
}
