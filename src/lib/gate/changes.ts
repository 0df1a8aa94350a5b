import type { AuditText } from '#model/publication'
import type { AuditId } from '#model/result'
import { normalisedPath } from '#lib/publish/dom-path'
import { causeOfGap, causeOfResource } from './cause.ts'
import type { Cause, Change, CheckedPage, Resource } from './check-report.ts'
import { isComparable } from './comparable.ts'
import { pageKey, sharedAddress } from './fingerprint.ts'
import { gapsOf, type Gap } from './gaps.ts'

export type Pair = { page: CheckedPage; reference: CheckedPage }
export type ChangeContext = {
  texts: ReadonlyMap<AuditId, AuditText>
  /** Grams of CO2e of some bytes, by the model of `sobriety/page-carbon`. */
  gramsOf: (bytes: number) => number
  reproduce: (page: CheckedPage, rule: string) => string
}

/** One change of one page, with what tells it apart from the same change of another page. */
type Seen = Omit<Change, 'cause' | 'page' | 'url' | 'pass' | 'profile' | 'reproduce'> & { page: CheckedPage; rule: string; causeWith: (pages: number, lookedAt: number) => Cause | null }

/** Less than this between two loads of one address is how servers breathe (dates, identifiers), not a change. */
const noticeableBytes = 512
const noticeableShare = 0.02

/** What changed from the reference to each page: what weighs more first, then what is new without weight, then what is gone. */
export function changesOf(pairs: readonly Pair[], context: ChangeContext): Change[] {
  const seen = pairs.flatMap((pair) => [...resourceChanges(pair, context), ...partChanges(pair), ...namedChanges(pair), ...ruleChanges(pair, context)])
  const pagesOf = new Map([...Map.groupBy(seen, identity)].map(([name, same]) => [name, new Set(same.map(({ page }) => pageKey(page))).size]))
  const lookedAt = new Set(pairs.map(({ page }) => pageKey(page))).size
  return seen.map((one): Change => {
    const { page, rule, causeWith, ...change } = one
    return {
      page: pageKey(page), url: page.finalUrl ?? page.url, pass: page.pass, profile: page.profile, ...change,
      cause: causeWith(pagesOf.get(identity(one)) ?? 1, lookedAt), reproduce: context.reproduce(page, rule),
    }
  }).sort((a, b) => (b.deltaBytes ?? 0) - (a.deltaBytes ?? 0) || rankOf(a) - rankOf(b) || (a.what < b.what ? -1 : 1))
}

const identity = ({ kind, change, what, page }: Seen): string => [kind, change, kind === 'resource' ? sharedAddress(what, page) : what].join('\n')
const ranks: Record<Change['kind'], number> = { rule: 0, host: 1, cookie: 2, dom: 3, resource: 4 }
const rankOf = ({ kind, change }: Change): number => ranks[kind] + (change === 'gone' || change === 'shrank' ? 10 : 0)

function resourceChanges({ page, reference }: Pair, { gramsOf, texts }: ChangeContext): Seen[] {
  const [now, before] = [byAddress(page), byAddress(reference)]
  if (now === null || before === null) return []
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((address): Seen[] => {
    const [after, earlier] = [now.get(address) ?? null, before.get(address) ?? null]
    const delta = (after?.transferBytes ?? 0) - (earlier?.transferBytes ?? 0)
    const both = after !== null && earlier !== null
    if (both && Math.abs(delta) < Math.max(noticeableBytes, noticeableShare * earlier.transferBytes)) return []
    const rule = (after ?? earlier)?.kind === 'image' ? 'sobriety/image-weight' : 'sobriety/page-weight'
    return [{
      page, rule, kind: 'resource', change: both ? (delta > 0 ? 'grew' : 'shrank') : after === null ? 'gone' : 'appeared', what: (after ?? earlier)?.url ?? address,
      deltaBytes: delta, deltaGramsCO2e: Math.sign(delta) * gramsOf(Math.abs(delta)), deltaElements: null, mend: texts.get(rule)?.mend ?? '',
      causeWith: (pages, lookedAt) => causeOfResource(after, earlier, pages, lookedAt),
    }]
  })
}

/** The requests of a page by the address that two builds share; several to one address count together. */
function byAddress(page: CheckedPage): Map<string, Resource> | null {
  if (!page.inventory?.resources) return null
  const groups = Map.groupBy(page.inventory.resources, (resource) => `${resource.kind === 'document' ? 'document ' : ''}${sharedAddress(resource.url, page)}`)
  return new Map([...groups].flatMap(([address, same]) => {
    const [first] = same
    const sum = (figure: 'transferBytes' | 'resourceBytes') => same.reduce((total, resource) => total + resource[figure], 0)
    return first === undefined ? [] : [[address, { ...first, transferBytes: sum('transferBytes'), resourceBytes: sum('resourceBytes') }] as const]
  }))
}

/** Parts of the page that grew or shrank by ten elements and a tenth at least. */
function partChanges({ page, reference }: Pair): Seen[] {
  const [now, before] = [partsOf(page), partsOf(reference)]
  if (now === null || before === null) return []
  return [...new Set([...now.keys(), ...before.keys()])].flatMap((place): Seen[] => {
    const [after, earlier] = [now.get(place) ?? 0, before.get(place) ?? 0]
    const delta = after - earlier
    if (Math.abs(delta) < Math.max(10, 0.1 * earlier)) return []
    return [{
      page, rule: 'sobriety/ecoindex', kind: 'dom', change: earlier === 0 ? 'appeared' : after === 0 ? 'gone' : delta > 0 ? 'grew' : 'shrank', what: place, deltaBytes: null, deltaGramsCO2e: null, deltaElements: delta,
      mend: 'Retirer les enveloppes et les éléments qui ne servent pas, ou ne montrer qu’une partie de la liste.', causeWith: (pages, lookedAt) => (pages > 1 ? 'template' : lookedAt > 1 ? 'content' : null),
    }]
  })
}

function partsOf({ inventory }: CheckedPage): Map<string, number> | null {
  if (!inventory?.dom) return null
  return new Map([...Map.groupBy(inventory.dom, ({ place }) => normalisedPath(place))].map(([place, same]) => [place, same.reduce((sum, { elements }) => sum + elements, 0)]))
}

/** Cookies and hosts are there, or not. */
function namedChanges(pair: Pair): Seen[] {
  const ownHost = (page: CheckedPage) => URL.parse(page.finalUrl ?? page.url)?.hostname ?? ''
  const cookiesOf = (page: CheckedPage) => page.inventory?.cookies?.map((name) => name.replace(` ${URL.parse(page.url)?.origin ?? ''}`, '').replace(` ${ownHost(page)}`, '')) ?? null
  // Production is no third party of its own preview.
  const own = new Set(pair.page.bases?.map((base) => new URL(base).hostname))
  const hostsOf = (page: CheckedPage) => page.inventory?.hosts?.map(({ host }) => host).filter((host) => !own.has(host)) ?? null
  return [
    ...came(pair, 'cookie', cookiesOf, 'freedom/cookies-before-choice', 'Ne déposer ce cookie qu’après un accord, ou s’en passer.', null),
    ...came(pair, 'host', hostsOf, 'freedom/third-party-hosts', 'Servir soi-même ce que cet hôte apporte, ou ne l’appeler qu’après un clic.', 'third-party'),
  ]
}

function came({ page, reference }: Pair, kind: 'cookie' | 'host', namesOf: (page: CheckedPage) => string[] | null, rule: string, mend: string, cause: Cause | null): Seen[] {
  const [now, before] = [namesOf(page), namesOf(reference)]
  if (now === null || before === null) return []
  const seen = (change: 'appeared' | 'gone', what: string): Seen => ({
    page, rule, kind, change, what, deltaBytes: null, deltaGramsCO2e: null, deltaElements: null, mend, causeWith: (pages) => cause ?? (pages > 1 ? 'template' : null),
  })
  return [...now.filter((name) => !before.includes(name)).map((name) => seen('appeared', name)), ...before.filter((name) => !now.includes(name)).map((name) => seen('gone', name))]
}

/** Gaps that came, and went where the rule could still be judged. */
function ruleChanges({ page, reference }: Pair, { texts }: ChangeContext): Seen[] {
  const [now, before] = [gapsOf(page), gapsOf(reference)]
  const seen = (change: 'appeared' | 'gone', gap: Gap): Seen => ({
    page, rule: gap.rule, kind: 'rule', change, what: gap.finding.message, deltaBytes: null, deltaGramsCO2e: null, deltaElements: null, mend: texts.get(gap.rule)?.mend ?? '',
    causeWith: (pages, lookedAt) => causeOfGap(gap, page, pages, lookedAt),
  })
  const judged = (rule: string) => isComparable(page, reference, rule) && isComparable(reference, page, rule)
  const missing = (these: readonly Gap[], others: readonly Gap[]) => these.filter((gap) => judged(gap.rule) && !others.some(({ fingerprint }) => fingerprint === gap.fingerprint))
  return [...missing(now, before).map((gap) => seen('appeared', gap)), ...missing(before, now).map((gap) => seen('gone', gap))]
}
