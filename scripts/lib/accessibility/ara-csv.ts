import { stringify } from 'csv-stringify/sync'
import type { CriterionStatuses, ManualAudit } from '#model/manual-audit'
import type { RgaaGrid } from '#model/rgaa'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { cleanText, withoutControls } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { fold, readTable, type Row } from '../tables/csv-french.ts'
import { criterionReader, statusOf } from './grid-table.ts'

const transverseHeader = 'Éléments transverses'
const criterionNames = ['criteres', 'critere']
const themeNames = ['thematiques', 'thematique', 'theme']
const sharedNames = ['elements transverses', 'element transverse', 'transverse']

export type Judged = Pick<ManualAudit, 'pages' | 'transverse'>

/**
 * A grid of Ara (one row a criterion, one column a page, "Éléments transverses" apart), or of a tool with a column of themes. A cell may
 * hold a comment after "|". Throws a UsageError that names the line.
 */
export function readAraCsv(bytes: Uint8Array, grid: RgaaGrid): Judged {
  const [header, ...rows] = readTable(bytes).rows
  const heads = header?.cells.map(fold) ?? []
  const column = heads.findIndex((head) => criterionNames.includes(head))
  if (header === undefined || column < 0) throw new UsageError('La première ligne ne nomme pas de colonne « Critères ».', 'Exportez l’audit en CSV depuis Ara, ou enregistrez la grille officielle en .ods.')
  const theme = heads.findIndex((head) => themeNames.includes(head))
  const shared = heads.findIndex((head) => sharedNames.includes(head))
  const pages = header.cells.flatMap((name, index) => ([column, theme, shared].includes(index) || name === '' ? [] : [{ name: cleanText(name), index }]))
  if (pages.length === 0) throw new UsageError('Aucune colonne de page n’a été trouvée.', 'Après « Critères », chaque colonne porte le nom d’une page.')
  const read = criterionReader(grid)
  const criteria = rows.map((row) => ({ row, number: read(row.cells[column] ?? '', row.cells[theme] ?? '', `Ligne ${row.line}`) }))
  const columnOf = (index: number) => statusesAt(index, criteria)
  return {
    transverse: shared < 0 ? null : columnOf(shared),
    pages: pages.map(({ name, index }) => ({ name, url: null, statuses: columnOf(index), remarks: remarksAt(index, criteria) })),
  }
}

type Criterion = { row: Row; number: string }
const partsOf = (cell = ''): [status: string, comment: string] => [cell.split('|')[0] ?? '', cleanText(cell.split('|').slice(1).join('|'), 2000)]

function statusesAt(index: number, criteria: readonly Criterion[]): CriterionStatuses {
  return Object.fromEntries(criteria.map(({ row, number }) => [number, statusOf(partsOf(row.cells[index])[0], `Ligne ${row.line}`)]))
}

function remarksAt(index: number, criteria: readonly Criterion[]): Judged['pages'][number]['remarks'] {
  return Object.fromEntries(criteria.flatMap(({ row, number }) => {
    const [, comment] = partsOf(row.cells[index])
    return comment === '' ? [] : [[number, { exempt: false, toChange: '', comment }]]
  }))
}

/** The same shape as Ara's export: commas, "1.1", the shared elements and then one column a page. A name that a spreadsheet would run takes an apostrophe. */
export function araCsv({ pages, transverse }: Judged, grid: RgaaGrid): string {
  const rows = criteriaOf(grid).map(({ number }) => [number, transverse?.[number] ?? 'NT', ...pages.map(({ statuses }) => statuses[number] ?? 'NT')])
  const header = ['Critères', transverseHeader, ...pages.map(({ name }) => withoutControls(name).trim())]
  return stringify([header, ...rows], { escape_formulas: true })
}
