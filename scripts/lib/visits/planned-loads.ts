import { ConfirmedPass, type Pass, type Profile } from '#model/evidence'
import type { AuditId, PageRecord } from '#model/result'
import type { Scenario } from '#model/scenario'
import type { Site } from '#model/site'
import type { AuditDefinition } from '#lib/define'
import type { LoadJob } from './pool.ts'

/**
 * The loads that a run sets out to do: every page in each pass, the home page alone after a refusal. Those that confirm are known
 * only once the others are judged.
 */
export function plannedLoads(sites: readonly Site[], passes: readonly Pass[], profile: Profile, scenarios: ReadonlyMap<string, Scenario> = new Map()): LoadJob[] {
  return sites.flatMap((site) => site.pages.flatMap((page) =>
    passes.filter((pass) => pass !== 'confirm' && (page.scenario === undefined || pass === 'cold') && (pass !== 'refusal' || page.role === 'home')).map((pass) =>
      ({ url: new URL(page.path, site.url).href, role: page.role, site, page: page.id, pass, profile: pass === 'mobile' ? 'mobile' : profile, ...scenarioOf(page, scenarios) }))))
}

/** A procedure is gone through once a run: its steps have no other pass. */
function scenarioOf({ scenario }: Site['pages'][number], scenarios: ReadonlyMap<string, Scenario>): Pick<LoadJob, 'scenario'> {
  const found = scenario === undefined ? undefined : scenarios.get(scenario)
  return found === undefined ? {} : { scenario: found }
}

/** A visit as far as it may call for another one. */
type Judged = { job: LoadJob; outcomes: Readonly<Record<AuditId, PageRecord['results'][string][0]>> }

/** One load more for each of those about to accuse: where an audit that accuses failed. */
export function confirmingLoads(judged: readonly Judged[], catalogue: ReadonlyMap<AuditId, AuditDefinition>): LoadJob[] {
  return judged.flatMap(({ job, outcomes }) => {
    const { data: confirms } = ConfirmedPass.safeParse(job.pass)
    const accuses = Object.entries(outcomes).some(([audit, outcome]) => outcome === 'fail' && catalogue.get(audit)?.accuses)
    return confirms && accuses && job.scenario === undefined ? [{ ...job, pass: 'confirm' as const, confirms }] : []
  })
}
