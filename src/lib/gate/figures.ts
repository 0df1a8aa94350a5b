import type { Evidence } from '#model/evidence'
import type { Quantity } from '#model/quantity'
import type { AuditResult } from '#model/result'
import type { Inventory, ValueId } from './check-report.ts'

/** Kinds of requests under the names that budgets give them; `total` and `third-party` go across kinds. */
const kinds = ['total', 'third-party', 'document', 'stylesheet', 'script', 'image', 'font', 'media', 'fetch', 'other'] as const

/** Values that no audit carries: what requests weigh by kind, and the metrics of Lighthouse. */
export const valuesBesideAudits = new RegExp(`^(resources/(${kinds.join('|')})#(bytes|count)|lighthouse/[a-z-]+)$`)

/** Every figure of one load that a budget may bound; what is unknown has no entry. */
export function figuresOf(evidence: Evidence, results: readonly AuditResult[], inventory: Inventory): Record<ValueId, Quantity> {
  const ofAudits = results.flatMap(({ audit, measure, details = {} }): [ValueId, Quantity][] =>
    [...(measure === null ? [] : [[audit, measure] as [ValueId, Quantity]]), ...Object.entries(details).map(([name, quantity]): [ValueId, Quantity] => [`${audit}#${name}`, quantity])])
  return Object.fromEntries([...ofAudits, ...resourceFigures(inventory), ...lighthouseFigures(evidence)])
}

function resourceFigures({ resources }: Inventory): [ValueId, Quantity][] {
  if (resources === null) return []
  return kinds.flatMap((kind): [ValueId, Quantity][] => {
    const chosen = resources.filter((resource) => kind === 'total' || (kind === 'third-party' ? resource.thirdParty : resource.kind === kind))
    return [
      [`resources/${kind}#bytes`, { value: chosen.reduce((sum, { transferBytes }) => sum + transferBytes, 0), unit: 'B' }],
      [`resources/${kind}#count`, { value: chosen.length, unit: 'count' }],
    ]
  })
}

/** Durations that other work disturbed are not figures of the page. */
function lighthouseFigures({ artifacts: { lighthouse }, contended }: Evidence): [ValueId, Quantity][] {
  if (!lighthouse?.ok || contended) return []
  return Object.entries(lighthouse.value.metrics).map(([metric, value]) => [`lighthouse/${metric}`, { value, unit: metric === 'cumulative-layout-shift' ? 'ratio' : 'ms' }])
}
