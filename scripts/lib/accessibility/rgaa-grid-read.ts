import type { AuditedPage } from '#model/manual-audit'
import type { RgaaGrid } from '#model/rgaa'
import { cleanMultiline, cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { findColumns, fold, type Row } from '../tables/csv-french.ts'
import { readWorkbookSheets } from '../tables/workbook.ts'
import type { Judged } from './ara-csv.ts'
import { criterionReader, isJudged, statusOf } from './grid-table.ts'

/** Columns of a page of the official grid, and of the sample. */
const pageColumns = {
  theme: ['Thématique', 'Thématiques'], criterion: ['Critère', 'Critères'], status: ['Statut'], exempt: ['Dérogation'],
  toChange: ['Modifications à apporter', 'Modifications'], comment: ['Commentaires', 'Commentaire'],
} as const
const sampleColumns = { id: ['N° page', 'N°', 'Numéro'], title: ['Titre', 'Titre de la page', 'Nom'], url: ['URL', 'Adresse'] } as const
const pageName = /^P\d{1,3}$/i

type Sheet = ReturnType<typeof readWorkbookSheets>[number]
type Named = { title: string; url: string | null }

/** The first row that has these columns, and the rows under it. */
function tableUnder<F extends string>(rows: readonly Row[], names: Readonly<Record<F, readonly string[]>>, needed: readonly NoInfer<F>[]): { columns: Partial<Record<F, number>>; rows: Row[] } | null {
  for (const [index, { cells }] of rows.entries()) {
    const { columns } = findColumns(cells, names)
    if (needed.every((field) => columns[field] !== undefined)) return { columns, rows: rows.slice(index + 1) }
  }
  return null
}

const at = ({ cells }: Row, column: number | undefined): string => (column === undefined ? '' : cells[column] ?? '')

/** Names and addresses of the pages, by "P01". */
function sampleOf(sheets: readonly Sheet[]): Map<string, Named> {
  const sample = sheets.find(({ name }) => fold(name) === 'echantillon')
  const table = sample && tableUnder(sample.rows, sampleColumns, ['id', 'title'])
  return new Map((table?.rows ?? []).flatMap((row): [string, Named][] => {
    const id = at(row, table?.columns.id).toUpperCase()
    const url = cleanText(at(row, table?.columns.url), 2048)
    return pageName.test(id) ? [[id, { title: cleanText(at(row, table?.columns.title)), url: url === '' ? null : url }]] : []
  }))
}

function pageOf({ name, rows }: Sheet, named: Named | undefined, grid: RgaaGrid): AuditedPage {
  const table = tableUnder(rows, pageColumns, ['criterion', 'status'])
  if (table === null) throw new UsageError(`La feuille ${name} n’a pas les colonnes « Critère » et « Statut ».`, 'Repartez du modèle officiel, ou de « trefle export rgaa-grid ».')
  const read = criterionReader(grid)
  const page: AuditedPage = { name: named?.title || name, url: named?.url ?? null, statuses: {}, remarks: {} }
  for (const row of table.rows.filter((each) => /^\d/.test(at(each, table.columns.criterion)))) {
    const place = `${name}, ligne ${row.line}`
    const number = read(at(row, table.columns.criterion), at(row, table.columns.theme), place)
    page.statuses[number] = statusOf(at(row, table.columns.status), place)
    const remark = { exempt: /^d/i.test(at(row, table.columns.exempt)), toChange: cleanMultiline(at(row, table.columns.toChange), 2000), comment: cleanMultiline(at(row, table.columns.comment), 2000) }
    if (remark.exempt || remark.toChange !== '' || remark.comment !== '') page.remarks[number] = remark
  }
  return page
}

/**
 * The official grid of the DINUM as an auditor filled it (.ods, .xlsx): sheets P01, P02… A sheet of the model that names no page and
 * where nothing was judged is not a page. Throws a UsageError that names sheet and line.
 */
export function readRgaaGrid(bytes: Uint8Array, grid: RgaaGrid): Judged {
  const sheets = readWorkbookSheets(bytes)
  const sample = sampleOf(sheets)
  const pages = sheets.filter(({ name }) => pageName.test(name)).flatMap((sheet) => {
    const named = sample.get(sheet.name.toUpperCase())
    const page = pageOf(sheet, named, grid)
    return isJudged(page.statuses) || named?.title || named?.url ? [page] : []
  })
  if (pages.length === 0) throw new UsageError('Ce classeur n’a aucune feuille de page remplie (P01, P02…).', 'Repartez du modèle officiel, ou de « trefle export rgaa-grid ».')
  return { transverse: null, pages }
}
