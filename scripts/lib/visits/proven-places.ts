import { isDoubtful } from '#lib/publish/defects'
import type { Evidence } from '#model/evidence'
import type { Site } from '#model/site'
import { judge, type JudgeContext } from '#audits/run'
import { loadAudits } from '../territory/discover.ts'
import { loadFactorBook } from '../territory/factors.ts'
import { loadRegistry } from '../territory/registry-files.ts'
import type { ProvenPlaces } from '#audits/gather/load'

/**
 * Reads the checks of accessibility once, and gives the function that tells the places of a page where they prove a failure, one for each
 * check and sentence first, so that a few pictures show different defects.
 */
export async function openProof(): Promise<ProvenPlaces> {
  const [audits, factors, registry] = await Promise.all([loadAudits(), loadFactorBook(), loadRegistry(null)])
  const catalogue = new Map([...audits].filter(([id]) => id.startsWith('solidarity/')))
  return async (evidence: Evidence, site: Site | null) => provenPlaces(evidence, catalogue, { site, factors, registry })
}

export function provenPlaces(evidence: Evidence, catalogue: Parameters<typeof judge>[1], context: JudgeContext): string[] {
  const proven = judge(evidence, catalogue, context).filter(({ outcome }) => outcome === 'fail')
    .flatMap(({ audit, findings }) => findings.filter((finding) => !isDoubtful(finding)).flatMap(({ selector, message }) => (selector === undefined ? [] : [{ selector, said: `${audit} ${message}` }])))
  const first = [...Map.groupBy(proven, ({ said }) => said).values()].flatMap(([one]) => one ?? [])
  return [...new Set([...first, ...proven].map(({ selector }) => selector))]
}
