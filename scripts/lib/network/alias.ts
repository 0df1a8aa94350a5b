import { Resolver } from 'node:dns/promises'
import type { Guard } from './guard.ts'

const mostHops = 8
const deadlineMs = 1500

/** The name that a name is an alias of, by one CNAME record; null when it has none, or when nobody answers. */
type NextAlias = (name: string) => Promise<string | null>

/**
 * The names that a host is an alias of (CNAME, RFC 1034 section 3.6.2), nearest first. Empty when it has none or nobody can say:
 * an alias that was not seen proves nothing. Fixtures play their own; behind the organisation's proxy names are not ours to ask.
 */
export async function aliasesOf(host: string, { fixtures, upstream }: Pick<Guard, 'fixtures' | 'upstream'>): Promise<string[]> {
  if (fixtures) return follow(host, async (name) => (Object.hasOwn(fixtures, name) ? fixtures[name]?.alias : undefined) ?? null)
  return upstream ? [] : follow(host, askResolver())
}

/** A loop of aliases ends where it began. */
async function follow(host: string, next: NextAlias, seen: readonly string[] = []): Promise<string[]> {
  const alias = await next(host)
  if (alias === null || seen.includes(alias) || seen.length >= mostHops) return [...seen]
  return follow(alias, next, [...seen, alias])
}

function askResolver(): NextAlias {
  const resolver = new Resolver({ timeout: deadlineMs, tries: 1 })
  return (name) => resolver.resolveCname(name).then(([alias]) => alias?.toLowerCase().replace(/\.$/, '') ?? null, () => null)
}
