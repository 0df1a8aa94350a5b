import { ToolVersions } from '#model/evidence'
import type { Finding } from '#model/outcome'
import type { Quantity } from '#model/quantity'
import type { AuditResult, FindingLine, PageRecord, RunRecord } from '#model/result'
import type { Site, SitePage } from '#model/site'
import type { CheckedPage, CheckReport } from '#lib/gate/check-report'
import { canonical } from '#lib/record/canonical'
import { contentId } from '#lib/record/content-id'
import { toRecord } from '#lib/record/record'
import { cleanText } from '#lib/words/clean'

/** A check as a run of a territory, with the addresses that it does not declare. */
export type CheckRun = { run: RunRecord; pages: { page: PageRecord; findings: FindingLine[] }[]; undeclared: string[] }

/** Why a check cannot enter a record, for a person. */
export type Unfit = 'undated' | 'tools' | 'methods' | 'nothing'

const cleanAddress = (url: string) => cleanText(url, 2048)

function cleanFinding({ message, selector, url, item, ...rest }: Finding): Finding {
  return {
    ...rest, message: cleanText(message), ...(selector === undefined ? {} : { selector: cleanText(selector) }), ...(url === undefined ? {} : { url: cleanAddress(url) }),
    ...(item === undefined ? {} : { item: { ...item, ...(item.quote === undefined ? {} : { quote: cleanText(item.quote) }) } }),
  }
}

function cleanResult({ findings, failure, ...result }: AuditResult): AuditResult {
  return { ...result, findings: findings.map(cleanFinding), ...(failure ? { failure: { code: failure.code, detail: cleanText(failure.detail) } } : {}) }
}

const hrefOf = (path: string, base?: string) => URL.parse(path, base)?.href ?? null

/** The declared page that an address, and a step of a scenario, is. */
export function declared({ url, step }: Pick<CheckedPage, 'url' | 'step'>, sites: readonly Site[]): { site: Site; page: SitePage } | null {
  for (const site of sites) {
    const page = site.pages.find(({ id, path, scenario }) => (step === undefined ? scenario === undefined && hrefOf(path, site.url) === hrefOf(url) : scenario !== undefined && id === step && URL.parse(url)?.host === URL.parse(site.url)?.host))
    if (page !== undefined) return { site, page }
  }
  return null
}

const unitsOf = (details: Record<string, Quantity>) => Object.fromEntries(Object.entries(details).map(([name, { unit }]) => [name, unit]))

/** Method and units of every audit of a check; null when two pages were judged by two methods. */
function auditsOf(results: readonly AuditResult[]): RunRecord['audits'] | null {
  const audits: RunRecord['audits'] = {}
  for (const { audit, method, measure, details = {} } of results) {
    const known = audits[audit]
    if (known !== undefined && known.method !== method) return null
    const units = { ...known?.details, ...unitsOf(details) }
    audits[audit] = { method, unit: known?.unit ?? measure?.unit ?? null, ...(Object.keys(units).length > 0 ? { details: units } : {}) }
  }
  return audits
}

function visitOf(checked: CheckedPage, { site, page }: { site: Site; page: SitePage }, run: string, at: string) {
  const { pass, profile, status, failure, contended, loads, results } = checked
  const visit = { run, site: site.id, page: page.id, role: page.role, url: cleanAddress(checked.url), pass, profile, at, status, contended, evidence: null }
  return toRecord({ ...visit, failure: failure && { code: failure.code, detail: cleanText(failure.detail) }, ...(loads && { loads }) }, results.map(cleanResult))
}

/**
 * One check (in several parts when it was sharded) as a run that the record takes: the same check gives the same run. Its visits have
 * no evidence on this side, which `evidence: null` says. Gives why when it cannot.
 */
export function checkRun(parts: readonly CheckReport[], sites: readonly Site[]): CheckRun | Unfit {
  const times = parts.flatMap(({ at }) => at ?? []).sort()
  const [startedAt, finishedAt] = [times[0], times.at(-1)]
  if (startedAt === undefined || finishedAt === undefined || times.length < parts.length) return 'undated'
  const tools = ToolVersions.safeParse(parts[0]?.tool)
  if (!tools.success || parts.some(({ tool }) => canonical(tool) !== canonical(parts[0]?.tool))) return 'tools'
  const found = parts.flatMap(({ pages }) => pages).map((checked) => ({ checked, place: declared(checked, sites) }))
  const placed = found.flatMap(({ checked, place }) => (place === null ? [] : [{ checked, place }]))
  const [first] = placed
  if (first === undefined) return 'nothing'
  const audits = auditsOf(placed.flatMap(({ checked }) => checked.results))
  if (audits === null) return 'methods'
  const name = `${startedAt.slice(0, 10)}T${startedAt.slice(11, 19).replaceAll(':', '')}Z-${contentId('ci', parts.map(({ pages }) => pages)).toLowerCase()}`
  const cold = placed.filter(({ checked }) => checked.pass === 'cold')
  const of = (status: CheckedPage['status']) => cold.filter(({ checked }) => checked.status === status).length
  const loads = Math.max(...placed.map(({ checked }) => checked.loads?.count ?? 1))
  const run: RunRecord = {
    schema: 'trefle/run@1', run: name, startedAt, finishedAt, tools: tools.data, profile: first.checked.profile, passes: [...new Set(placed.map(({ checked }) => checked.pass))],
    ...(loads > 1 ? { loads } : {}), audits, weakened: [...new Set(placed.flatMap(({ checked }) => checked.weakened.map((word) => cleanText(word))))].sort(),
    pages: { asked: cold.length, measured: of('measured'), partial: of('partial'), notMeasured: of('not-measured') },
    note: 'Résultats d’un contrôle de CI, sans preuves gardées ici.',
  }
  const undeclared = found.flatMap(({ checked, place }) => (place === null ? [cleanAddress(checked.url)] : []))
  return { run, pages: placed.map(({ checked, place }) => visitOf(checked, place, name, startedAt)), undeclared: [...new Set(undeclared)] }
}
