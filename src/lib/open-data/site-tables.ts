import { z } from 'zod'
import { FailureCode } from '#model/failure'
import { Finding, Outcome } from '#model/outcome'
import { PublishedPage, PublishedSite, type PublishedVerdict } from '#model/publication'
import { Instant, Slug, Unit } from '#model/quantity'
import { AuditId, RunRecord } from '#model/result'
import { PageRole } from '#model/site'
import { t } from '#lib/words/i18n'
import { failureWords, stateWords, unitWords } from '#lib/open-data/code-words'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'
import { defectOutcome } from '#lib/publish/defects'

/** The passes of the record that are published. */
const Visit = z.enum(['cold', 'refusal', 'repeat', 'mobile'])
type Visit = z.infer<typeof Visit>
type PageRow = { site: PublishedSite; page: PublishedPage }
type VerdictRow = PageRow & { visit: Visit; at: string | null; audit: AuditId; verdict: PublishedVerdict }
type MeasureRow = VerdictRow & { quantity: string | null; measure: PublishedVerdict['measure'] }
type FindingRow = VerdictRow & { finding: Finding }
type DefectRow = { site: PublishedSite; defect: PublishedSite['defects'][number] }
type HistoryRow = PageRow & { audit: AuditId; visit: PublishedPage['history'][AuditId][number]; run: RunRecord | undefined }

const text = z.string().nullable()
const citations = ({ references }: Finding) => listed(references.map(({ standard, id }) => `${standard} ${id}`))
const visitWords = (visit: Visit) => t(`data.visit.${visit}`)

const page = columnsOf<PageRow>()
const pageColumns: Column<PageRow>[] = [
  page.plain('site', Slug, ({ site }) => site.id),
  page.plain('site_nom', z.string(), ({ site }) => site.name),
  page.plain('organisation', Slug, ({ site }) => site.organisation),
  page.plain('page', Slug, ({ page }) => page.id),
  page.plain('page_nom', z.string(), ({ page }) => page.name),
  page.coded('role', PageRole, (role) => t(`data.role.${role}`), ({ page }) => page.role),
  page.plain('adresse', z.string(), ({ page }) => page.url),
  page.plain('vu_le', PublishedPage.shape.at, ({ page }) => page.at),
  page.coded('lecture', PublishedPage.shape.status, (status) => t(`data.status.${status}`), ({ page }) => page.status),
  page.coded('raison', FailureCode, failureWords, ({ page }) => page.failure?.code ?? null),
  page.plain('durees_ecartees', PublishedPage.shape.contended, ({ page }) => page.contended),
  page.plain('releve', PublishedPage.shape.evidence, ({ page }) => page.evidence),
]

function verdictColumns<Row extends VerdictRow>(): Column<Row>[] {
  const { plain, coded } = columnsOf<Row>()
  return [
    plain('site', Slug, ({ site }) => site.id),
    plain('page', Slug, ({ page }) => page.id),
    plain('vu_le', Instant.nullable(), ({ at }) => at),
    coded('visite', Visit, visitWords, ({ visit }) => visit),
    plain('controle', AuditId, ({ audit }) => audit),
    coded('resultat', Outcome, stateWords, ({ verdict }) => verdict.outcome),
  ]
}

/** Several loads are compared by the measure of an audit, not by its further values. */
const spreadOf = ({ quantity, verdict }: MeasureRow) => (quantity === null ? verdict.spread : undefined)

const measure = columnsOf<MeasureRow>()
const measureColumns: Column<MeasureRow>[] = [
  ...verdictColumns<MeasureRow>(),
  measure.plain('grandeur', text, ({ quantity }) => quantity),
  measure.plain('valeur', z.number().nullable(), ({ measure }) => measure?.value ?? null),
  measure.coded('unite', Unit, unitWords, ({ measure }) => measure?.unit ?? null),
  measure.plain('chargements', z.int().nullable(), (row) => spreadOf(row)?.loads ?? null),
  measure.plain('valeur_basse', z.number().nullable(), (row) => spreadOf(row)?.low ?? null),
  measure.plain('valeur_mediane', z.number().nullable(), (row) => spreadOf(row)?.median ?? null),
  measure.plain('valeur_haute', z.number().nullable(), (row) => spreadOf(row)?.high ?? null),
  measure.plain('constats', z.int(), ({ verdict }) => verdict.findings.length),
  measure.coded('raison', FailureCode, failureWords, ({ verdict }) => verdict.failure ?? null),
]

const finding = columnsOf<FindingRow>()
const findingColumns: Column<FindingRow>[] = [
  ...verdictColumns<FindingRow>(),
  finding.plain('constat', z.string(), ({ finding }) => finding.message),
  finding.plain('emplacement', text, ({ finding }) => finding.selector ?? null),
  finding.plain('adresse_vue', text, ({ finding }) => finding.url ?? null),
  finding.plain('references', text, ({ finding }) => citations(finding)),
]

const defect = columnsOf<DefectRow>()
const defectColumns: Column<DefectRow>[] = [
  defect.plain('site', Slug, ({ site }) => site.id),
  defect.plain('controle', AuditId, ({ defect }) => defect.audit),
  defect.coded('resultat', Outcome, stateWords, ({ defect }) => defectOutcome(defect)),
  defect.plain('constat', z.string(), ({ defect }) => defect.message),
  defect.plain('pages_touchees', z.int(), ({ defect }) => defect.pages.length),
  defect.plain('fois', z.int(), ({ defect }) => defect.count),
  defect.plain('pages', text, ({ defect }) => listed(defect.pages)),
  defect.plain('emplacement', text, ({ defect }) => defect.example.selector ?? null),
  defect.plain('adresse_vue', text, ({ defect }) => defect.example.url ?? null),
  defect.plain('references', text, ({ defect }) => citations(defect.example)),
]

const history = columnsOf<HistoryRow>()
const historyColumns: Column<HistoryRow>[] = [
  history.plain('site', Slug, ({ site }) => site.id),
  history.plain('page', Slug, ({ page }) => page.id),
  history.plain('passage', z.string(), ({ visit }) => visit.run),
  history.plain('controle', AuditId, ({ audit }) => audit),
  history.coded('resultat', Outcome, stateWords, ({ visit }) => visit.outcome),
  history.plain('valeur', z.number().nullable(), ({ visit }) => visit.value),
  history.coded('unite', Unit, unitWords, ({ audit, run, visit }) => (visit.value === null ? null : run?.audits[audit]?.unit ?? null)),
  history.plain('methode', z.int().nullable(), ({ audit, run }) => run?.audits[audit]?.method ?? null),
]

const pagesOf = (sites: readonly PublishedSite[]): PageRow[] => sites.flatMap((site) => site.pages.map((page) => ({ site, page })))

/** The verdicts of every page and of its other views, then those of the home page after a refusal. */
function verdictsOf(sites: readonly PublishedSite[]): VerdictRow[] {
  const rows = (where: PageRow, visit: Visit, at: string | null, verdicts: PublishedPage['verdicts']) =>
    Object.entries(verdicts).map(([audit, verdict]) => ({ ...where, visit, at, audit, verdict }))
  return sites.flatMap((site) => {
    const home = site.pages.find(({ role }) => role === 'home') ?? site.pages[0]
    return [
      ...site.pages.flatMap((page) => [
        ...rows({ site, page }, 'cold', page.at, page.verdicts),
        ...(page.views ?? []).flatMap(({ pass, at, verdicts }) => rows({ site, page }, pass, at, verdicts)),
      ]),
      ...(site.refusal && home ? rows({ site, page: home }, 'refusal', site.refusal.at, site.refusal.verdicts) : []),
    ]
  })
}

/** One row a quantity: the measure of the audit, then its further values by their names. */
const measuresOf = (sites: readonly PublishedSite[]): MeasureRow[] => verdictsOf(sites).flatMap((row) => [
  { ...row, quantity: null, measure: row.verdict.measure },
  ...Object.entries(row.verdict.details).map(([quantity, measure]) => ({ ...row, quantity, measure })),
])

const historyOf = (sites: readonly PublishedSite[], runs: ReadonlyMap<string, RunRecord>): HistoryRow[] => pagesOf(sites).flatMap(({ site, page }) =>
  Object.entries(page.history).flatMap(([audit, visits]) => visits.map((visit) => ({ site, page, audit, visit, run: runs.get(visit.run) }))))

/** Every page of every site: read, or why not. */
export const pageTable = (sites: readonly PublishedSite[]): OpenTable => openTable('pages', t('data.file.pages'), pageColumns, () => pagesOf(sites))

/** Sites × pages × controls: outcome and measures of the latest visit. */
export const measureTable = (path: string, title: string, sites: readonly PublishedSite[]): OpenTable => openTable(path, title, measureColumns, () => measuresOf(sites))

/** What was seen, one row a sighting. */
export const findingTable = (path: string, title: string, sites: readonly PublishedSite[]): OpenTable =>
  openTable(path, title, findingColumns, () => verdictsOf(sites).flatMap((row) => row.verdict.findings.map((finding) => ({ ...row, finding }))))

/** The same defect said once, with the pages it touches. */
export const defectTable = (path: string, title: string, sites: readonly PublishedSite[]): OpenTable =>
  openTable(path, title, defectColumns, () => sites.flatMap((site) => site.defects.map((defect) => ({ site, defect }))))

/** Every run, oldest first. */
export const historyTable = (path: string, title: string, sites: readonly PublishedSite[], runs: readonly RunRecord[]): OpenTable =>
  openTable(path, title, historyColumns, () => historyOf(sites, new Map(runs.map((run) => [run.run, run]))))
