import type { Profile } from '#model/evidence'
import type { AuditId } from '#model/result'
import type { Bounds, BudgetsFile, Setting } from './budgets-file.ts'
import type { CheckedPage } from './check-report.ts'
import { namesPage } from './page-pattern.ts'

/** What one rule asks of one page, and the pattern by which the page was chosen. */
export type Held = Bounds & { pattern?: string }
/** A page, the page it is compared with, and what it is held to. */
export type HeldPage = { page: CheckedPage; reference: CheckedPage | null; held: ReadonlyMap<string, Held> }
type PageAsked = { url: string; bases?: readonly string[] | undefined; site: string | null; profile: Profile }

type Layer = { rules: Readonly<Record<string, Setting>>; pattern?: string }

/**
 * What the rules ask of a page, by audit or value. Layer after layer (the files that are extended, then the file, then its overrides in
 * order), the later wins; within one, a rule by its name wins over `freedom/*`, and that over `*`. What is off is left out.
 */
export function settingsOf(files: readonly BudgetsFile[], page: PageAsked, audits: Iterable<AuditId>): Map<string, Held> {
  const known = [...audits]
  const held = new Map<string, Held>()
  for (const { rules, pattern } of files.flatMap((file) => layersOf(file, page))) {
    for (const [name, setting] of Object.entries(rules).sort(([a], [b]) => breadth(b) - breadth(a))) {
      for (const rule of rulesNamed(name, known)) held.set(rule, { ...applied(held.get(rule), setting), ...(pattern === undefined ? {} : { pattern }) })
    }
  }
  return new Map([...held].filter(([, { level }]) => level !== 'off'))
}

/** Every rule of a file, those of its overrides too. */
export function rulesIn({ audits, overrides }: BudgetsFile): [string, Setting][] {
  return [audits, ...overrides.map((override) => override.audits)].flatMap((rules) => Object.entries(rules))
}

/** Names that the rules give and nothing has: a mistake of the person, since a budget that is never judged is silent. */
export function unknownRules(file: BudgetsFile, audits: ReadonlySet<string>, values: RegExp): string[] {
  return [...new Set(rulesIn(file).map(([name]) => name))].filter((name) => breadth(name) === 0 && !audits.has(name.split('#')[0] ?? '') && !values.test(name))
}

function layersOf({ audits, overrides }: BudgetsFile, page: PageAsked): Layer[] {
  const { site, profile } = page
  const fitting = overrides.flatMap((override): Layer[] => {
    const pattern = override.pages?.find((each) => namesPage(each, page))
    const fits = (override.pages === undefined || pattern !== undefined)
      && (override.sites === undefined || (site !== null && override.sites.includes(site)))
      && (override.profile === undefined || override.profile === profile)
    return fits ? [{ rules: override.audits, ...(pattern === undefined ? {} : { pattern }) }] : []
  })
  return [{ rules: audits }, ...fitting]
}

const breadth = (name: string): number => (name === '*' ? 2 : name.endsWith('/*') ? 1 : 0)

function rulesNamed(name: string, audits: readonly AuditId[]): readonly string[] {
  if (breadth(name) === 0) return [name]
  return audits.filter((audit) => name === '*' || audit.startsWith(name.slice(0, -1)))
}

const applied = (before: Held | undefined, setting: Setting): Held => (typeof setting === 'string' ? { ...before, level: setting } : setting)
