import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx'
import type { AuditedPage } from '#model/manual-audit'
import type { RgaaCriterion, RgaaGrid } from '#model/rgaa'
import { statusesOf, statusOver } from '#lib/accessibility/conformity-rate'
import { criteriaOf } from '#lib/accessibility/rgaa'
import { withoutControls } from '#lib/words/clean'

type Cell = string | number | CellObject
/** Names of the columns of a page of the official grid, in its order. */
const pageHeads = ['Thématique', 'Critère', 'Recommandation', 'Statut', 'Dérogation', 'Modifications à apporter', 'Commentaires']
const headRow = 4
const pageId = (index: number): string => `P${String(index + 1).padStart(2, '0')}`
/** A formula in the words of the file itself (OpenFormula: [.A1]): the library turns commas into semicolons, and would get a reference to another sheet wrong. */
const formula = (f: string, v: string | number): CellObject => (typeof v === 'number' ? { t: 'n', f, v } : { t: 's', f, v })

/** Rows of cells; a text is written as a text, so that no spreadsheet runs it. */
function sheetOf(rows: readonly (readonly Cell[])[], widths: readonly number[]): WorkSheet {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { t: 's' as const, v: withoutControls(cell) } : cell)))
  return { ...utils.aoa_to_sheet(cells), '!cols': widths.map((wch) => ({ wch })) }
}

const guide = (site: string, { version }: RgaaGrid): string[][] => [
  [`Grille d’évaluation RGAA ${version} : ${site}`],
  ['Préparée par Trèfle, à remplir par une personne. Les feuilles et les colonnes portent les noms du modèle officiel de la DINUM.'],
  ['NC : un échec prouvé par la machine sur cette page, à confirmer. NA : la machine a prouvé que rien n’est concerné. NT : non testé, tout le reste.'],
  ['La machine n’écrit jamais C. Remplacez chaque NT par C (conforme), NC (non conforme) ou NA (non applicable).'],
  ['Les intitulés courts sont de Trèfle : seul le texte officiel fait foi.'],
  ['Une fois remplie : trefle import rgaa-audit FICHIER --site … --auditor … --date …'],
]

function pageSheet(page: AuditedPage, grid: RgaaGrid): WorkSheet {
  const rows = grid.themes.flatMap(({ number: theme, name, criteria }) => criteria.map(({ number, label }): Cell[] => {
    const { exempt = false, toChange = '', comment = '' } = page.remarks[number] ?? {}
    return [`${theme}. ${name}`, number, label, page.statuses[number] ?? 'NT', exempt ? 'D' : 'N', toChange, comment]
  }))
  return sheetOf([[`RGAA ${grid.version}`], [page.name], [page.url ?? ''], pageHeads, ...rows], [24, 8, 48, 8, 12, 48, 48])
}

/** One row a criterion: its status on each page, then over the sample. */
function baseSheet(pages: readonly AuditedPage[], criteria: readonly RgaaCriterion[]): WorkSheet {
  const last = utils.encode_col(pages.length)
  const rows = criteria.map(({ number }, index): Cell[] => {
    const range = `[.B${index + 2}:.${last}${index + 2}]`
    const statuses = statusesOf({ pages: [...pages], transverse: null }, number)
    const over = `IF(COUNTIF(${range},"NC")>0,"NC",IF(COUNTIF(${range},"NT")>0,"NT",IF(COUNTIF(${range},"C")>0,"C","NA")))`
    return [number, ...statuses.map((status, page) => formula(`['${pageId(page)}'.D${headRow + index + 1}]`, status)), formula(over, statusOver(statuses))]
  })
  return sheetOf([['Critère', ...pages.map((_, index) => pageId(index)), 'Échantillon'], ...rows], [8, ...pages.map(() => 6), 12])
}

/** Counts, and the rate of the law, which stays empty while one cell is not tested. */
function summarySheet(pages: readonly AuditedPage[], criteria: readonly RgaaCriterion[]): WorkSheet {
  const [from, to] = ['B', utils.encode_col(pages.length)]
  const over = utils.encode_col(pages.length + 1)
  const lastRow = criteria.length + 1
  const column = `['BaseDeCalcul'.${over}2:.${over}${lastRow}]`
  const statuses = criteria.map(({ number }) => statusOver(statusesOf({ pages: [...pages], transverse: null }, number)))
  const counted = (status: string) => formula(`COUNTIF(${column},"${status}")`, statuses.filter((each) => each === status).length)
  const left = `COUNTIF(['BaseDeCalcul'.${from}2:.${to}${lastRow}],"NT")`
  return sheetOf([
    ['Critères', 'Nombre'],
    ['Conformes', counted('C')], ['Non conformes', counted('NC')], ['Non applicables', counted('NA')], ['Non testés', counted('NT')],
    ['Cases non testées', formula(left, pages.reduce((sum, page) => sum + criteria.filter(({ number }) => (page.statuses[number] ?? 'NT') === 'NT').length, 0))],
    ['Taux de conformité (%)', formula('IF(OR([.B6]>0,[.B2]+[.B3]=0),"",ROUND(100*[.B2]/([.B2]+[.B3]),2))', '')],
  ], [28, 12])
}

/** An ODS workbook with the sheets and the columns of the official model, and as many sheets of pages as there are pages. */
export function rgaaGridOds(site: string, pages: readonly AuditedPage[], grid: RgaaGrid): Uint8Array {
  const criteria = criteriaOf(grid)
  const sample = pages.map(({ name, url }, index) => [pageId(index), name, url ?? ''])
  const sheets: [string, WorkSheet][] = [
    ["Mode d'emploi", sheetOf(guide(site, grid), [120])],
    ['Échantillon', sheetOf([['N° page', 'Titre', 'URL'], ...sample], [10, 48, 64])],
    ['Critères', sheetOf([['Thématique', 'Critère', 'Recommandation'], ...grid.themes.flatMap(({ number, name, criteria: own }) => own.map((each) => [`${number}. ${name}`, each.number, each.label]))], [24, 8, 80])],
    ['Synthèse', summarySheet(pages, criteria)],
    ['BaseDeCalcul', baseSheet(pages, criteria)],
    ...pages.map((page, index): [string, WorkSheet] => [pageId(index), pageSheet(page, grid)]),
  ]
  return new Uint8Array(write({ SheetNames: sheets.map(([name]) => name), Sheets: Object.fromEntries(sheets) }, { bookType: 'ods', type: 'array', compression: true }) as ArrayBuffer)
}
