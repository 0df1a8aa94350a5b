import { BudgetsFile, type Setting } from '../budgets-file.ts'

/** Budgets read from another tool's file, and French sentences on what has no counterpart here. */
export type Taken = { budgets: BudgetsFile; notes: string[] }

export type Rules = Record<string, Setting>
export type Override = { pages: string[]; audits: Rules }

export const taken = (audits: Rules, overrides: readonly Override[], notes: readonly string[]): Taken =>
  ({ budgets: BudgetsFile.parse({ audits, overrides }), notes: [...new Set(notes)] })

/** Says what of a file was not taken over; nothing when all was. */
export const notTakenNote = (file: string, what: 'limites' | 'assertions', names: readonly string[]): string[] =>
  (names.length > 0 ? [`${file} : ${what} sans équivalent, non reprises (${[...new Set(names)].slice(0, 12).join(', ')}).`] : [])

/** Kinds of requests under the names of Lighthouse and of sitespeed.io. */
const kinds: Readonly<Record<string, string>> = {
  total: 'total', 'third-party': 'third-party', document: 'document', html: 'document', stylesheet: 'stylesheet', css: 'stylesheet', script: 'script', javascript: 'script',
  image: 'image', font: 'font', media: 'media', video: 'media', other: 'other',
}

/** The value that bounds the requests of a kind; null for a kind that is not told apart here. */
export function resourceValueId(kind: string, figure: 'bytes' | 'count'): string | null {
  const known = kinds[kind.toLowerCase()]
  return known === undefined ? null : `resources/${known}#${figure}`
}

/** Metrics of Lighthouse, which keep their names. */
const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time', 'cumulative-layout-shift', 'interactive', 'max-potential-fid']
export const metricValueId = (metric: string): string | null => (metrics.includes(metric) ? `lighthouse/${metric}` : null)

/** The pattern of one address and no other. */
export const exactly = (address: string): string => `re:^${(URL.parse(address)?.href ?? address).replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}$`
