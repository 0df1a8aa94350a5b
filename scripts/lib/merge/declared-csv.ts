import { join } from 'node:path'
import { DeclaredLine } from '#model/bundle'
import { communesOf, type KnownWords } from '#lib/publish/communes'
import { canonical } from '#lib/record/canonical'
import { Period } from '#model/quantity'
import type { Organisation, Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { readLines } from '../files/jsonl.ts'
import { findColumns, fold, frenchNumber, readTable } from '../tables/csv-french.ts'

const columns = {
  commune: ['commune', 'code insee', 'code commune'], indicator: ['indicateur'], period: ['période'], value: ['valeur'], n: ['nombre', 'effectif'], source: ['source'],
} as const
const required = ['commune', 'indicator', 'period', 'value', 'source'] as const

const declaredFile = (dataDir: string) => join(dataDir, 'communes', 'declared.jsonl')
const keyOf = ({ commune, indicator, period }: DeclaredLine) => `${commune} ${indicator} ${period}`

/** What communes declared by CSV, the last word on each figure. Throws a UsageError for a line that cannot be read. */
export async function readDeclared(dataDir: string): Promise<DeclaredLine[]> {
  const { values } = await readLines(declaredFile(dataDir), DeclaredLine)
  return [...new Map(values.map((line) => [keyOf(line), line])).values()]
}

type Known = { communes: readonly Organisation[]; indicators: readonly KnownWords[] }

/** One row; throws a UsageError that names the file, the line and the mend. */
function lineOf(cells: Record<keyof typeof columns, string>, where: string, { communes, indicators }: Known): DeclaredLine {
  const refuse = (what: string, mend: string) => new UsageError(`${where} : ${what}.`, `Rien n’a été ajouté. ${mend}`)
  const commune = communes.find(({ code, name }) => code === cells.commune || fold(name) === fold(cells.commune))
  if (commune === undefined) throw refuse(`« ${cells.commune} » n’est pas une commune de ce territoire`, 'Écrivez son code Insee ou son nom, comme dans territory.yml.')
  const indicator = indicators.find(({ id }) => id === cells.indicator)
  if (indicator === undefined) throw refuse(`« ${cells.indicator} » n’est pas un indicateur`, 'Écrivez l’identifiant qui est dans l’adresse de sa page, par exemple help-sessions.')
  if (!Period.safeParse(cells.period).success) throw refuse(`« ${cells.period} » n’est pas une période`, 'Écrivez 2026, 2026-11 ou 2026-11-22.')
  const value = frenchNumber(cells.value)
  const n = cells.n === '' ? null : frenchNumber(cells.n)
  if (value === null || (n !== null && !Number.isInteger(n)) || (cells.n !== '' && n === null)) throw refuse('la valeur ou le nombre n’est pas un nombre', 'Écrivez par exemple 1234,5. Une valeur inconnue ne s’écrit pas : retirez la ligne.')
  if (cells.source === '') throw refuse('la source manque', 'Dites d’où vient ce chiffre.')
  return DeclaredLine.parse({ commune: commune.id, indicator: indicator.id, period: cells.period, value, ...(n === null ? {} : { n }), source: cells.source.slice(0, 300) })
}

/** Every row of a CSV file. Throws a UsageError for a missing column or the first row that cannot be taken. */
export function readDeclaredCsv(bytes: Uint8Array, name: string, known: Known): DeclaredLine[] {
  const [header, ...rows] = readTable(bytes).rows
  const found = findColumns(header?.cells ?? [], columns).columns
  const missing = required.filter((column) => found[column] === undefined)
  if (missing.length > 0) throw new UsageError(`${name} n’a pas les colonnes attendues : ${missing.map((column) => columns[column][0]).join(', ')}.`, 'La première ligne est : commune ; indicateur ; période ; valeur ; nombre ; source.')
  const cell = (cells: readonly string[], index: number | undefined) => (index === undefined ? '' : cells[index] ?? '')
  return rows.map(({ line, cells }) => lineOf({
    commune: cell(cells, found.commune), indicator: cell(cells, found.indicator), period: cell(cells, found.period), value: cell(cells, found.value), n: cell(cells, found.n), source: cell(cells, found.source),
  }, `${name}, ligne ${line}`, known))
}

export type Declared = { added: number; unchanged: number; corrected: number }

/**
 * Appends what is new of a CSV file; the same file again adds nothing. A figure that is known with another value is a conflict:
 * throws a UsageError that names both, unless the person says that it corrects (`correct`), which appends too.
 */
export async function mergeDeclared(dataDir: string, territory: Territory, indicators: readonly KnownWords[], file: { name: string; bytes: Uint8Array }, correct: boolean): Promise<Declared> {
  const lines = readDeclaredCsv(file.bytes, file.name, { communes: communesOf(territory), indicators })
  const { values: written } = await readLines(declaredFile(dataDir), DeclaredLine)
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
