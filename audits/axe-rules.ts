import locale from 'axe-core/locales/fr.json' with { type: 'json' }
import type { Artifacts } from '#model/evidence'
import type { Reference } from '#model/reference'
import rgaa from '../datasets/rgaa/axe-map.json' with { type: 'json' }

type AxeRule = Artifacts['axe']['violations'][number]
type Mapping = { tests: string[]; proves: boolean; note?: string }

const mappings: Readonly<Record<string, Mapping | undefined>> = rgaa.rules
const axeHelp: Readonly<Record<string, { help: string } | undefined>> = locale.rules
const ownHelp: Readonly<Record<string, string | undefined>> = rgaa.help

/** What a rule expects, in French: axe's own translation, or ours where axe has none. Null for a rule that nobody translated. */
export function ruleHelp(id: string): string | null {
  return axeHelp[id]?.help ?? ownHelp[id] ?? null
}

/**
 * True when a violation of the rule proves a failure of the RGAA or of WCAG 2.1 A/AA. Rules known for false positives,
 * experimental ones, and those of WCAG 2.2 that the RGAA 4.1.2 does not hold yet, ask for a human look.
 */
export function provesFailure({ id, tags }: AxeRule): boolean {
  return mappings[id]?.proves ?? (isStandard(tags) && !tags.includes('experimental'))
}

/** False for a good practice that neither the RGAA nor WCAG asks for. */
export function isRequirement({ id, tags }: AxeRule): boolean {
  return mappings[id] !== undefined || tags.some((tag) => /^wcag2\d?a{1,2}$/.test(tag))
}

const isStandard = (tags: readonly string[]) => tags.some((tag) => /^wcag21?a{1,2}$/.test(tag))

/** The RGAA tests, the WCAG criteria and the axe rule behind a finding. */
export function ruleReferences({ id, tags }: AxeRule): Reference[] {
  const criteria = tags.flatMap((tag) => /^wcag(\d)(\d)(\d+)$/.exec(tag)?.slice(1).join('.') ?? [])
  return [
    ...(mappings[id]?.tests ?? []).map((test) => ({ standard: 'rgaa' as const, id: test })),
    ...criteria.map((criterion) => ({ standard: 'wcag' as const, id: criterion })),
    { standard: 'axe', id },
  ]
}
