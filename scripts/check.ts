import { isIP } from 'node:net'
import { Option, type Command } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import type { Pass, Profile } from '#model/evidence'
import type { AuditResult } from '#model/result'
import type { Site } from '#model/site'
import { CheckReport } from '#lib/gate/check-report'
import { confirmed } from '#lib/publish/confirmation'
import { exitCodes, UsageError } from '#effects/command/errors'
import { loadBench, measure, type Bench, type Measured, type MeasureOptions } from '#effects/visits/measure'
import { allowPrivateOption, contactOption, deadlineOption, ignoreRobotsOption, perHostOption, profileOption, workersOption } from '#effects/command/options'
import { passesIn, passesOption, runsOption } from '#effects/command/passes'
import { confirmingLoads } from '#effects/visits/planned-loads'
import { readFixtures } from '#effects/network/fixtures'
import { formatOption, outputsOf, type Output } from '#effects/ci-reports/formats'
import { writeOutputs } from '#effects/ci-reports/write-outputs'
import { checkTable } from '#effects/command/check-table'
import { commonDefectsTable, defectsOf } from '#effects/command/common-defects'
import { checkAddress } from '#effects/network/address'
import type { LoadJob } from '#effects/visits/pool'
import { fetchRobots, readOnce } from '#effects/sampling/fetch-robots'
import { readTerritoryFolder } from '#effects/territory/territory'
import { auditedSteps, readScenario, requireSecrets } from '#effects/territory/scenarios'
import { upstreamsOf } from '#effects/network/upstream'

type CheckOptions = {
  format?: readonly Output[]; passes: string; runs: number; profile: Profile; workers: number; perHost?: number; deadline: number
  allowPrivate: boolean; ignoreRobots: boolean; scenario?: string; contact?: string; data?: string; fixtures?: string
}

/** The address as a URL that may be loaded, or a UsageError: the browser is never started for another scheme. */
export function checkableUrl(text: string, allowPrivate: boolean): string {
  const url = URL.parse(text)
  if (url === null) throw new UsageError(`« ${text} » n’est pas une adresse web.`, 'Écrivez-la en entier, par exemple https://www.ville.fr/')
  if (!['http:', 'https:'].includes(url.protocol)) throw new UsageError(`« ${text} » : seules les adresses http et https sont visitées.`, 'Retirez cette adresse ou corrigez son début.')
  if (url.username !== '' || url.password !== '') throw new UsageError(`L’adresse de ${url.host} contient un identifiant ou un mot de passe.`, 'Retirez-les de l’adresse.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPrivate = isIP(host) === 0 ? /(^|\.)localhost\.?$/.test(host) : checkAddress(host) !== null
  if (isPrivate && !allowPrivate) throw new UsageError(`« ${text} » est une adresse privée.`, 'Ajoutez --allow-private si ce site est le vôtre.')
  return url.href
}

/** The contract trefle/check@1: only additions are allowed within this version. */
export function checkReport(measured: readonly Measured[]) {
  return {
    schema: 'trefle/check@1',
    tool: measured[0]?.evidence.tools ?? { trefle: packageJson.version },
    pages: measured.map(({ evidence, results, loads }) => ({
      url: evidence.url,
      /** Which step of the scenario, when there is one. */
      ...(evidence.page === null ? {} : { step: evidence.page }),
      finalUrl: evidence.finalUrl,
      pass: evidence.pass,
      profile: evidence.profile,
      ...(loads ? { loads } : {}),
      status: evidence.status,
      failure: evidence.failure,
      contended: evidence.contended,
      weakened: evidence.weakened,
      results: results.map(({ audit, method, outcome, measure: quantity, details, findings, failure }: AuditResult) =>
        ({ audit, method, outcome, measure: quantity, ...(details ? { details } : {}), ...(failure ? { failure } : {}), findings })),
    })),
    /** The same defect said once over the pages: control, message, normalised place, addresses, one example. */
    defects: defectsOf(firstVisits(measured)),
  }
}

/** A page counts once, however many ways it was visited in. */
const firstVisits = (measured: readonly Measured[]) => measured.filter(({ evidence }) => evidence.pass === 'cold')

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of found) list.push(one)
  return list
}

/** Loads what is asked; what is about to accuse is loaded once more, and told as both loads saw it. */
async function measureAll(jobs: readonly LoadJob[], bench: Bench, options: MeasureOptions, confirms: boolean): Promise<Measured[]> {
  const first = await all(measure(jobs, bench, options))
  const asked = confirms ? confirmingLoads(first.map(({ job, results }) => ({ job, outcomes: Object.fromEntries(results.map(({ audit, outcome }) => [audit, outcome])) })), bench.catalogue) : []
  const again = asked.length > 0 ? await all(measure(asked, bench, { ...options, runs: 1 })) : []
  return first.map((one) => {
    const second = again.find(({ job }) => job.url === one.job.url && job.confirms === one.job.pass)
    const resultOf = (audit: string) => second?.results.find((result) => result.audit === audit)
    return { ...one, results: one.results.map((result) => confirmed(result, resultOf(result.audit) ?? result)) }
  })
}

/** With a territory, an address is seen as the declared site that it belongs to: its own domains are known, and its ranges opened. */
function pageJobs(urls: readonly string[], passes: readonly Pass[], asked: Profile, sites: readonly Site[]): LoadJob[] {
  return urls.flatMap((url) => passes.filter((pass) => pass !== 'confirm').map((pass) =>
    ({ url, role: new URL(url).pathname === '/' ? 'home' : 'other', site: sites.find((site) => new URL(site.url).host === new URL(url).host) ?? null, page: null, pass, profile: pass === 'mobile' ? 'mobile' : asked })))
}

/** The audited steps of a scenario, played from one address. */
async function scenarioJobs(file: string, [base, ...others]: readonly string[], profile: Profile): Promise<LoadJob[]> {
  if (base === undefined || others.length > 0) throw new UsageError('Un scénario part d’une seule adresse.', 'Donnez celle du site : trefle check https://www.ville.fr/ --scenario fichier.yml')
  const scenario = await readScenario(file)
  requireSecrets([scenario], process.env)
  return auditedSteps(scenario).map(({ id, path, role }) => ({ url: new URL(path, base).href, role, site: null, page: id, pass: 'cold', profile, scenario }))
}

async function check(urls: readonly string[], options: CheckOptions): Promise<number> {
  const outputs = outputsOf(options.format)
  const fixtures = options.fixtures ? await readFixtures(options.fixtures) : null
  const passes = passesIn(options.passes, options.profile)
  const pages = [...new Set(urls.map((text) => checkableUrl(text, options.allowPrivate)))]
  const sites = options.data === undefined ? [] : (await readTerritoryFolder(options.data)).sites
  const jobs = options.scenario === undefined ? pageJobs(pages, passes, options.profile, sites) : await scenarioJobs(options.scenario, pages, options.profile)
  const measured = await measureAll(jobs, await loadBench(options.data ?? null), {
    run: 'check', workers: Math.min(options.workers, jobs.length * options.runs), perHost: () => options.perHost ?? 1, ignoresRobots: () => options.ignoreRobots, deadlineMs: options.deadline * 1000, runs: options.runs,
    guard: { allowPrivate: options.allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env) }, spkiHashes: fixtures?.spkiHashes ?? [],
    robotsOf: readOnce(fetchRobots), hosts: new Map(),
    contact: options.contact ?? '',
  }, passes.includes('confirm'))
  measured.sort((a, b) => jobs.indexOf(a.job) - jobs.indexOf(b.job))
  const table = [checkTable(measured), commonDefectsTable(firstVisits(measured))].filter((part) => part !== '').join('\n')
  await writeOutputs(CheckReport.parse(checkReport(measured)), outputs, { table, sourceFile: 'trefle.budgets.yml' })
  return measured.every(({ evidence }) => evidence.status !== 'not-measured') ? exitCodes.fine : exitCodes.notMeasured
}

export function register(program: Command): void {
  program.command('check')
    .description('visite une ou plusieurs adresses et dit ce qui a été vu')
    .argument('<url...>', 'adresses http ou https')
    .addOption(formatOption()).addOption(passesOption(['cold'])).addOption(runsOption()).addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption())
    .addOption(allowPrivateOption()).addOption(ignoreRobotsOption()).addOption(contactOption())
    .addOption(new Option('--scenario <fichier>', 'audite les étapes d’un scénario (docs/guides/scenarios.md), à partir de l’adresse donnée').conflicts(['passes', 'runs']))
    .option('--data <dossier>', 'dossier d’un territoire : ses tiers et ses domaines sont alors connus')
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle check https://www.ville.fr/ https://www.ville.fr/contact
  trefle check http://localhost:4321/ --allow-private
  trefle check https://www.ville.fr/ --passes cold,repeat,mobile --runs 3
  trefle check https://www.ville.fr/ --scenario rendez-vous.yml
  trefle check https://www.ville.fr/ --format json > resultat.json
  trefle check https://www.ville.fr/ --format table --format sarif=trefle.sarif --format html=trefle.html

Codes de sortie : 0 tout est mesuré · 2 adresse refusée · 3 une page demandée n’a pas pu être mesurée`)
    .action(async (urls: string[], options: CheckOptions) => { process.exitCode = await check(urls, options) })
}
