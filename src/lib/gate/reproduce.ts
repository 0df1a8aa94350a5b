import type { CheckedPage } from './check-report.ts'

/** Quoted for a POSIX shell unless it needs none. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`)

/** The command that shows one rule of one page again; the options of the check that decide what is reached come first. */
export function reproduceCommand({ url, pass, profile, step }: Pick<CheckedPage, 'url' | 'pass' | 'profile' | 'step'>, rule: string | null, options: readonly string[]): string {
  const only = rule === null || rule.startsWith('resources/') || rule.startsWith('lighthouse/') ? [] : ['--only', rule.split('#')[0] ?? rule]
  const view = [...(pass === 'cold' || step !== undefined ? [] : ['--passes', pass === 'mobile' ? 'cold' : pass]), ...(profile === 'mobile' ? ['--profile', 'mobile'] : [])]
  return ['npx', 'trefle', 'check', url, ...options, ...only, ...view].map(quoted).join(' ')
}
