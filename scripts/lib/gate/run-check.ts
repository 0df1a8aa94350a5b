import type { LoadJob } from '#audits/gather/load'
import type { AuditId } from '#model/result'
import { firstBaseline, tightened } from '#lib/gate/baseline'
import { CheckReport, type CheckedPage } from '#lib/gate/check-report'
import { fewestLoads } from '#lib/gate/compare-loads'
import { judgeCheck, type GateAsked, type Judged } from '#lib/gate/judge-check'
import { reproduceCommand } from '#lib/gate/reproduce'
import { rulesIn } from '#lib/gate/settings'
import { factorValue } from '#lib/factors/factor-book'
import { pageViewGramsCO2e } from '#maths/carbon'
import packageJson from '../../../package.json' with { type: 'json' }
import { commonDefectsTable, defectsOf } from '../command/common-defects.ts'
import { checkTable } from '../command/check-table.ts'
import { announcedContact } from '../command/contact.ts'
import { UsageError } from '../command/errors.ts'
import { passesIn } from '../command/passes.ts'
import { say } from '../command/terminal.ts'
import { readFixtures } from '../network/fixtures.ts'
import { upstreamsOf } from '../network/upstream.ts'
import { fetchRobots, readOnce } from '../sampling/fetch-robots.ts'
import { auditedSteps, readScenario, requireSecrets } from '../territory/scenarios.ts'
import { loadSiteAudits, loadWholeCatalogue } from '../territory/discover.ts'
import { readTerritoryFolder } from '../territory/territory.ts'
import { loadBench, type Bench, type Measured, type MeasureOptions } from '../visits/measure.ts'
import { askBudgets } from './ask-budgets.ts'
import type { SiteCatalogue } from '../visits/site-verdicts.ts'
import { defaultBaseline, readBaseline, writeBaseline } from './baseline-file.ts'
import { defaultBudgets, readBudgets, type Budgets } from './budgets.ts'
import { artifactsFor, chosenAudits } from './chosen-audits.ts'
import { measureAgain, measureAll, pageOf } from './measure-check.ts'
import type { CheckOptions } from './options.ts'
import { ownHeadersFrom } from './own-headers.ts'
import { mappedReference, openReference, readMapping, type Reference } from './reference.ts'
import { comparedBy, referenceAsked, twinsOf } from './reference-pages.ts'
import { readRuleset } from './rulesets.ts'
import { withSiteVerdicts } from './site-checks.ts'
import { findTargets, type Target } from './targets.ts'

export type Checked = { report: CheckReport; table: string; sourceFile: string }

/** Everything that a check stands on, once read: nothing was visited yet. */
type Prepared = { options: CheckOptions; jobs: LoadJob[]; bench: Bench; siteAudits: SiteCatalogue; budgets: Budgets | null; asked: Omit<GateAsked, 'reference'>; reference: Reference | null; measuring: MeasureOptions; confirms: boolean }

/** A whole check: reads, measures, judges, and writes the baseline when it was asked to. Throws a UsageError. */
export async function runCheck(urls: readonly string[], options: CheckOptions, runsWereAsked: boolean): Promise<Checked> {
  const fixtures = options.fixtures ? await readFixtures(options.fixtures) : null
  const guard = { allowPrivate: options.allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env) }
  const { territory = null, sites = [] } = options.data === undefined ? {} : await readTerritoryFolder(options.data)
  const contact = announcedContact(options.contact, territory, options.static === undefined && !options.allowPrivate && fixtures === null)
  const found = await findTargets({ ...options, urls, sites, guard, spkiHashes: fixtures?.spkiHashes ?? [], contact })
  try {
    for (const note of found.notes) say(note)
    const measuring: MeasureOptions = {
      run: 'check', workers: options.workers, perHost: () => options.perHost ?? 1, ignoresRobots: () => options.ignoreRobots || found.isStatic, deadlineMs: options.deadline * 1000, runs: options.runs,
      guard: found.isStatic ? { ...guard, allowPrivate: true } : guard, spkiHashes: fixtures?.spkiHashes ?? [], robotsOf: readOnce(fetchRobots), hosts: new Map(), contact,
    }
    return await carriedOut(await prepare(found, options, measuring, runsWereAsked))
  } finally {
    await found.close()
  }
}

async function prepare({ targets, leftOut, isStatic }: { targets: readonly Target[]; leftOut: number; isStatic: boolean }, options: CheckOptions, measuring: MeasureOptions, runsWereAsked: boolean): Promise<Prepared> {
  const passes = passesIn(options.passes, options.profile)
  const [bench, ofSites, whole] = await Promise.all([loadBench(options.data ?? null), loadSiteAudits(), loadWholeCatalogue()])
  const budgets = await budgetsAsked(options, new Set(whole.keys()), measuring)
  const chosen = chosenAudits(whole, { only: options.only, skip: options.skip, isStatic })
  const among = <T>(audits: ReadonlyMap<AuditId, T>) => new Map([...audits].filter(([audit]) => chosen.has(audit)))
  const jobs = options.scenario === undefined ? pageJobs(targets, passes, options) : await scenarioJobs(options.scenario, targets, options)
  const onlySites = [...chosen.keys()].every((audit) => ofSites.has(audit))
  if (onlySites && targets.length < 2 && options.scenario === undefined) throw new UsageError('Ces audits comparent les pages d’un site : une page seule ne leur dit rien.', 'Donnez plusieurs adresses, ou --sitemap, --site ou --static.')
  const reference = await referenceAskedFor(options, measuring)
  const runs = loadsNeeded(options.runs, budgets, reference, runsWereAsked)
  const wantsLighthouse = budgets?.files.flatMap(rulesIn).some(([rule]) => rule.startsWith('lighthouse/')) ?? false
  const artifacts = artifactsFor(chosen, whole, wantsLighthouse)
  const file = options.baseline ?? defaultBaseline
  const baseline = await readBaseline(file)
  if (options.baseline !== undefined && baseline === null && !options.updateBaseline) throw new UsageError(`L’état de départ ${file} est introuvable.`, 'Créez-le avec --update-baseline, ou vérifiez son chemin.')
  const grid = factorValue(bench.factors, 'web.grid.world-swdm-v4')
  return {
    options, jobs, budgets, reference, bench: { ...bench, catalogue: among(bench.catalogue) }, siteAudits: among(ofSites), confirms: passes.includes('confirm'),
    measuring: { ...measuring, ownHeaders: ownHeadersFrom(process.env, jobs.map(({ url }) => url)), ...(artifacts === undefined ? {} : { artifacts }), runs, interleaved: reference?.kind === 'live', workers: reference?.kind === 'live' ? 1 : Math.min(options.workers, jobs.length * runs) },
    asked: {
      budgets: budgets?.files ?? [], siteOf: (url) => targets.find((target) => target.url === url)?.site?.id ?? null, texts: new Map([...whole].map(([id, { text }]) => [id, text])), ofSites: new Set(ofSites.keys()),
      ruleset: await readRuleset(budgets?.files.findLast((each) => each.ruleset !== undefined)?.ruleset), baseline: baseline === null ? null : { file, content: baseline }, onUnmeasured: options.onUnmeasured,
      today: new Date().toISOString().slice(0, 10), leftOut, gramsOf: (bytes) => pageViewGramsCO2e(bytes, { grid }),
      reproduce: (page, rule) => reproduceCommand(page, rule, { options: repeated(options), pages: rule !== null && ofSites.has(rule) ? samePages(options, targets) : [isStatic ? new URL(page.url).pathname : page.url] }),
    },
  }
}

/** The options without which the same page could not be reached again. */
function repeated(options: CheckOptions): string[] {
  const named = [['--static', options.static], ['--scenario', options.scenario], ['--data', options.data], ['--fixtures', options.fixtures]] as const
  return [...named.flatMap(([name, value]) => (value === undefined ? [] : [name, value])), ...(options.allowPrivate ? ['--allow-private'] : []), ...(options.ignoreRobots ? ['--ignore-robots'] : [])]
}

/** All the pages of the check again, as they were asked for. */
function samePages({ sitemap, site, maxPages, ...options }: CheckOptions, targets: readonly Target[]): string[] {
  if (site !== undefined) return ['--site', site]
  if (sitemap !== undefined) return ['--sitemap', sitemap, '--max-pages', String(maxPages)]
  return targets.map(({ url }) => (options.static === undefined ? url : new URL(url).pathname))
}

async function budgetsAsked({ budgets: file }: CheckOptions, audits: ReadonlySet<string>, { guard, contact }: MeasureOptions): Promise<Budgets | null> {
  const found = await readBudgets(file ?? defaultBudgets, audits, (address) => askBudgets(address, { guard, contact }))
  if (file !== undefined && found === null) throw new UsageError(`Le fichier de budgets ${file} est introuvable.`, 'Vérifiez le chemin donné à --budgets.')
  for (const note of found?.notes ?? []) say(note)
  return found
}

async function referenceAskedFor({ reference, map, allowPrivate }: CheckOptions, { guard, contact }: MeasureOptions): Promise<Reference | null> {
  if (map !== undefined) return mappedReference(map.map(readMapping))
  return reference === undefined ? null : openReference(reference, { guard, contact, allowPrivate })
}

/** A change is told from noise by three loads at least. */
function loadsNeeded(runs: number, budgets: Budgets | null, reference: Reference | null, wereAsked: boolean): number {
  const compares = budgets?.files.flatMap(rulesIn).some(([, bounds]) => typeof bounds === 'object' && (bounds.increase !== undefined || bounds.drift !== undefined)) ?? false
  if (!compares || reference === null || runs >= fewestLoads) return runs
  if (wereAsked) throw new UsageError(`Vos budgets comparent à une référence : ${runs} chargement ne dit pas la dispersion d’une page.`, `Demandez --runs ${fewestLoads} ou plus, ou retirez « increase » et « drift ».`)
  say(`Vos budgets comparent à une référence : chaque page est chargée ${fewestLoads} fois.`)
  return fewestLoads
}

function pageJobs(targets: readonly Target[], passes: ReturnType<typeof passesIn>, { profile }: CheckOptions): LoadJob[] {
  return targets.flatMap((target) => passes.filter((pass) => pass !== 'confirm').map((pass) => ({ ...target, pass, profile: pass === 'mobile' ? 'mobile' : profile })))
}

/** The audited steps of a scenario, played from one address. */
async function scenarioJobs(file: string, [base, ...others]: readonly Target[], { profile }: CheckOptions): Promise<LoadJob[]> {
  if (base === undefined || others.length > 0) throw new UsageError('Un scénario part d’une seule adresse.', 'Donnez celle du site : trefle check https://www.ville.fr/ --scenario fichier.yml')
  const scenario = await readScenario(file)
  requireSecrets([scenario], process.env)
  return auditedSteps(scenario).map(({ id, path, role }) => ({ url: new URL(path, base.url).href, role, site: null, page: id, pass: 'cold', profile, scenario }))
}

/** Measures, judges, and measures again what one load alone would refuse. */
async function carriedOut({ options, jobs, bench, siteAudits, budgets, asked, reference, measuring, confirms }: Prepared): Promise<Checked> {
  const twins = twinsOf(jobs, reference)
  const pairs = new Set(jobs.flatMap((job) => [job, twins.get(job) ?? []].flat()))
  const measured = await measureAll([...pairs], bench, measuring, confirms)
  const those = new Set(twins.values())
  const compared = referenceAsked(reference, withSiteVerdicts(measured.filter(({ job }) => those.has(job)), siteAudits), twins, bench)
  const pagesOf = (own: readonly Measured[]) => own.map((one) => pageOf(one, bench, comparedBy(one.job, reference, twins)))
  const judgedBy = (pages: readonly CheckedPage[], baseline = asked.baseline): Judged => judgeCheck(pages, { ...asked, baseline, reference: compared })
  const candidates = new Set(jobs)
  const first = measured.filter(({ job }) => candidates.has(job))
  let own = withSiteVerdicts(first, siteAudits)
  let pages = pagesOf(own)
  let verdict = judgedBy(pages)
  const doubted = own.filter(({ job, evidence }) => job.scenario === undefined && evidence.status !== 'not-measured' && verdict.budgets.some(({ value, outcome, scope, test }) =>
    outcome === 'fail' && test.candidateLoads === 1 && !asked.ofSites.has(value) && scope.url === job.url && scope.pass === job.pass && scope.profile === job.profile))
  if (doubted.length > 0 && !options.updateBaseline) {
    say(`Un budget serait dépassé (pages : ${doubted.length}). Deux chargements de plus de chacune, pour ne pas en juger sur un seul.`)
    const again = await measureAgain(doubted, bench, measuring)
    own = withSiteVerdicts(first.map((one) => again.get(one.job) ?? one), siteAudits)
    pages = pagesOf(own)
    verdict = judgedBy(pages)
  }
  if (options.updateBaseline) verdict = judgedBy(pages, await updateBaseline(pages, verdict, asked, options))
  return { ...reported(own, pages, verdict, options, asked.texts), sourceFile: budgets === null ? defaultBudgets : options.budgets ?? defaultBudgets }
}

/** Writes the baseline of the day, by which the check is then judged: what it could not accept still counts. */
async function updateBaseline(pages: readonly CheckedPage[], { findings, budgets }: Judged, { baseline, ruleset }: Prepared['asked'], options: CheckOptions): Promise<GateAsked['baseline']> {
  const seen = { pages, findings, budgets }
  const file = options.baseline ?? defaultBaseline
  const next = baseline === null ? firstBaseline(ruleset.version, seen) : tightened(baseline.content, seen)
  await writeBaseline(file, next)
  say(`${file} : ${next.gaps.length} écarts et ${next.figures.length} valeurs acceptés${baseline === null ? '' : `, contre ${baseline.content.gaps.length} et ${baseline.content.figures.length}`}.`)
  return { file, content: next }
}

function reported(own: readonly Measured[], pages: CheckedPage[], verdict: Judged, { shard }: CheckOptions, texts: GateAsked['texts']): Pick<Checked, 'report' | 'table'> {
  const firstVisits = own.filter(({ evidence }) => evidence.pass === 'cold')
  const report = CheckReport.parse({
    schema: 'trefle/check@1', tool: own[0]?.evidence.tools ?? { trefle: packageJson.version }, at: own[0]?.evidence.at,
    pages, defects: defectsOf(firstVisits), ...verdict, ...(shard === undefined ? {} : { shard }),
  } satisfies CheckReport)
  return { report, table: [checkTable(own, texts), commonDefectsTable(firstVisits)].filter((part) => part !== '').join('\n') }
}
