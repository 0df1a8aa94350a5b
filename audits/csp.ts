/** Directive to its sources, lower case; the first of two same directives counts (CSP3, section 2.2.1). */
type Policy = ReadonlyMap<string, readonly string[]>

/** What the MDN HTTP Observatory would say of the policies in force, worst first. */
export const cspResults = ['absent', 'invalid', 'unsafe-inline', 'active-http', 'unsafe-eval', 'passive-http', 'unsafe-inline-style', 'clean', 'default-none'] as const
export type CspResult = (typeof cspResults)[number]

const broad = new Set(['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*'])
const unsafeScript = new Set([...broad, "'unsafe-inline'", 'data:'])
const passive = ['img-src', 'media-src']
/** Directives that a meta element may not carry (CSP3, section 3.3). */
const headerOnly = new Set(['frame-ancestors', 'report-uri', 'sandbox'])

/** Policies of a header; a comma separates two policies (RFC 9110, section 5.3). */
export function parsePolicies(header: string | undefined): Policy[] {
  return (header ?? '').split(/[,\n]/).map(parsePolicy).filter(({ size }) => size > 0)
}

/** Policies of meta elements, without what they may not carry. */
export function parseMetaPolicies(contents: readonly string[]): Policy[] {
  return contents.flatMap(parsePolicies).map((policy) => new Map([...policy].filter(([name]) => !headerOnly.has(name)))).filter(({ size }) => size > 0)
}

function parsePolicy(text: string): Policy {
  const policy = new Map<string, string[]>()
  for (const directive of text.split(';')) {
    const [name, ...sources] = directive.trim().toLowerCase().split(/\s+/)
    if (name && !policy.has(name)) policy.set(name, sources)
  }
  return policy
}

/** All policies apply at once: the page is as safe as its strictest one. */
export function judgePolicies(policies: readonly Policy[], overHttps: boolean): CspResult {
  const ranks = policies.map((policy) => cspResults.indexOf(judgePolicy(policy, overHttps)))
  return cspResults[Math.max(0, ...ranks)] ?? 'absent'
}

function judgePolicy(policy: Policy, overHttps: boolean): CspResult {
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const script = withoutNeutralised(sources('script-src'))
  const style = withoutNeutralised(sources('style-src'))
  const active = [...policy].filter(([name]) => name !== 'script-src' && !passive.includes(name)).flatMap(([, list]) => list)
  const inClear = (list: readonly string[]) => overHttps && list.some((source) => /^(http|ftp):/.test(source))
  const shown = passive.flatMap((name) => policy.get(name) ?? policy.get('default-src') ?? [])
  if (script.includes("'strict-dynamic'") && !script.some(isNonceOrHash)) return 'invalid'
  if (script.some((source) => unsafeScript.has(source)) || sources('object-src').some((source) => broad.has(source))) return 'unsafe-inline'
  if (inClear([...active, ...script])) return 'active-http'
  if ([...script, ...style].includes("'unsafe-eval'")) return 'unsafe-eval'
  if (inClear(shown)) return 'passive-http'
  if (style.some((source) => unsafeScript.has(source))) return 'unsafe-inline-style'
  return policy.get('default-src')?.join() === "'none'" ? 'default-none' : 'clean'
}

const isNonceOrHash = (source: string) => /^'(nonce|sha256|sha384|sha512)-/.test(source)

/** A nonce or a hash switches 'unsafe-inline' off; 'strict-dynamic' then switches host and scheme sources off. */
function withoutNeutralised(sources: readonly string[]): readonly string[] {
  if (!sources.some(isNonceOrHash)) return sources
  const strict = sources.includes("'strict-dynamic'")
  return sources.filter((source) => source !== "'unsafe-inline'" && !(strict && (source === "'self'" || /^(https?|ftp):|^\*/.test(source))))
}
