import type { AuditText } from '#model/publication'
import type { Outcome } from '#model/outcome'
import type { AuditId } from '#model/result'
import type { Cause, CheckedPage, GateFinding, JudgedBudget } from './check-report.ts'
import { isComparable } from './comparable.ts'
import { pageKey } from './fingerprint.ts'
import { gapsOf, type Gap } from './gaps.ts'
import { budgetId, scopeOf } from './judge-values.ts'
import { isNewer, isNewerRule, type Ruleset } from './ruleset.ts'
import type { Held, HeldPage } from './settings.ts'
import { counted } from './value-words.ts'
import type { WaiverBook } from './waivers.ts'

export type GapContext = {
  texts: ReadonlyMap<AuditId, AuditText>
  ofSites: ReadonlySet<AuditId>
  ruleset: Ruleset
  waivers: WaiverBook
  /** Places that the baseline accepts, by fingerprint. */
  accepted: ReadonlyMap<string, number>
  causeOf: (page: CheckedPage, gap: Gap) => Cause | null
  reproduce: (page: CheckedPage, rule: string) => string
}

/** What the gaps of an audit are held to: with a bound on its figure, only when they are named. */
function gapRule(held: Held | undefined): 'none' | 'new' | 'any' {
  if (held === undefined) return 'any'
  const bounded = [held.max, held.min, held.increase, held.drift].some((bound) => bound !== undefined)
  return held.gaps ?? (bounded ? 'any' : 'none')
}

/** Every gap of a page with what is known of it. Those that no budget speaks of are told, and decide nothing. */
export function findingsOf({ page, reference, held }: HeldPage, context: GapContext): GateFinding[] {
  // A page and its reference may stand on two hosts: their fingerprints agree, since they hold no host.
  const before = new Map(reference === null ? [] : gapsOf(reference).map((gap) => [gap.fingerprint, gap.count]))
  return gapsOf(page).map((gap) => {
    const rule = held.get(gap.rule)
    const text = context.texts.get(gap.rule)
    // Where no gap at all may be found, that the reference has it too excuses nothing.
    const known = Math.max(context.accepted.get(gap.fingerprint) ?? 0, gapRule(rule) === 'none' ? 0 : before.get(gap.fingerprint) ?? 0)
    const waiver = context.waivers.of({ rule: gap.rule, page, fingerprint: gap.fingerprint })
    const counts = page.sightings?.[gap.fingerprint] ?? [gap.count]
    const newer = isNewer(context.ruleset, gap.rule, methodOf(page, gap.rule)) || isNewerRule(context.ruleset, gap.finding.references)
    const level = rule === undefined || gapRule(rule) === 'any' ? 'off' : rule.level
    return {
      fingerprint: gap.fingerprint, rule: gap.rule, pillar: pillarOf(gap.rule), level: level === 'error' && newer ? 'warn' : level,
      status: waiver ? 'waived' : Math.min(...counts) > known ? 'new' : Math.max(...counts) > known ? 'seen-once' : 'known',
      page: pageKey(page), url: (context.ofSites.has(gap.rule) ? gap.finding.url : undefined) ?? page.finalUrl ?? page.url, pass: page.pass, profile: page.profile, count: gap.count, knownCount: Math.min(known, gap.count),
      finding: gap.finding.message === gap.rule && text ? { ...gap.finding, message: text.failing } : gap.finding,
      title: text?.title ?? gap.rule, why: text?.why ?? '', mend: text?.mend ?? '', cause: context.causeOf(page, gap),
      ...(waiver ? { softened: 'waiver' as const, waiver: { reason: waiver.reason, owner: waiver.owner, until: waiver.until } } : level === 'error' && newer ? { softened: 'ruleset' as const } : {}),
      reproduce: context.reproduce(page, gap.rule),
    }
  })
}

const pillarOf = (rule: string) => rule.split('/')[0] as GateFinding['pillar']
const methodOf = (page: CheckedPage, rule: string): number => page.results.find(({ audit }) => audit === rule)?.method ?? 1

/** One budget for each audit whose gaps are bounded: what is new fails it; what only some loads saw leaves it undecided. */
export function judgeGaps({ page, held, reference }: HeldPage, findings: readonly GateFinding[]): JudgedBudget[] {
  return [...held].flatMap(([rule, bounds]): JudgedBudget[] => {
    const asked = gapRule(bounds)
    const result = page.results.find(({ audit }) => audit === rule)
    if (asked === 'any' || result === undefined) return []
    const own = findings.filter((finding) => finding.rule === rule && finding.page === pageKey(page) && finding.pass === page.pass && finding.profile === page.profile)
    const fresh = own.filter(({ status }) => status === 'new')
    const { outcome } = result
    const level = bounds.level === 'warn' || (fresh.length > 0 && fresh.every((finding) => finding.level === 'warn')) ? 'warn' : 'error'
    return [{
      id: budgetId(rule, 'gaps', page), value: rule, kind: 'gaps', level, unit: 'count', limit: 0, measured: outcome === 'unknown' ? null : fresh.length,
      scope: scopeOf(page, bounds),
      test: { name: 'gaps', candidateLoads: Math.max(1, ...own.map(({ fingerprint }) => page.sightings?.[fingerprint]?.length ?? 1)) },
      ...(level === 'warn' && bounds.level === 'error' ? { softened: 'ruleset' as const } : {}),
      ...told(outcome, own, level, asked === 'new' && (reference === null || !isComparable(page, reference, rule))),
    }]
  })
}

function told(outcome: Outcome, own: readonly GateFinding[], level: 'warn' | 'error', noReference: boolean): Pick<JudgedBudget, 'outcome' | 'message'> {
  const of = (status: GateFinding['status']) => own.filter((finding) => finding.status === status)
  if (outcome === 'unknown') return { outcome: 'unmeasured', message: 'Ce contrôle n’a pas pu être fait.' }
  if (noReference && of('new').length > 0) return { outcome: 'learning', message: `${counted(own.length, 'écart', 'écarts')} ; il n’y a pas encore de référence pour dire ce qui est nouveau : apprentissage.` }
  const [first] = of('new')
  if (first) return { outcome: level === 'warn' ? 'warn' : 'fail', message: `${counted(of('new').length, 'nouvel écart', 'nouveaux écarts')}, dont : ${first.finding.message}` }
  if (of('seen-once').length > 0) return { outcome: 'unstable', message: `${counted(of('seen-once').length, 'écart vu', 'écarts vus')} à certains chargements seulement : instable, non jugé.` }
  const excused = [of('known').length > 0 ? counted(of('known').length, 'connu', 'connus') : '', of('waived').length > 0 ? counted(of('waived').length, 'sous dérogation', 'sous dérogation') : ''].filter((part) => part !== '')
  return { outcome: 'pass', message: excused.length > 0 ? `Rien de nouveau (${excused.join(', ')}).` : 'Rien à signaler.' }
}
