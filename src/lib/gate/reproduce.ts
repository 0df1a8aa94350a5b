import type { CheckedPage } from './check-report.ts'

/** Quoted for a POSIX shell unless it needs none. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)

/** The command that shows one rule again, on the pages that it takes; the options of the check that decide what is reached come after them. */
export function reproduceCommand({ pass, profile, step }: Pick<CheckedPage, 'pass' | 'profile' | 'step'>, rule: string | null, { pages, options }: { pages: readonly string[]; options: readonly string[] }): string {
  const only = rule === null || rule.startsWith('resources/') || rule.startsWith('lighthouse/') ? [] : ['--only', rule.split('#')[0] ?? rule]
  const view = [...(pass === 'cold' || step !== undefined ? [] : ['--passes', pass === 'mobile' ? 'cold' : pass]), ...(profile === 'mobile' ? ['--profile', 'mobile'] : [])]
  return ['npx', 'trefle', 'check', ...pages, ...options, ...only, ...view].map(quoted).join(' ')
}
