import { z } from 'zod'
import { exactly, taken, type Taken } from './taken.ts'

const Threshold = z.int().nonnegative()
const Pa11yci = z.looseObject({
  defaults: z.looseObject({ threshold: Threshold.optional() }).optional(),
  urls: z.array(z.union([z.string(), z.looseObject({ url: z.string(), threshold: Threshold.optional() })])),
})

const rule = 'solidarity/axe-failures'

/**
 * The thresholds of a .pa11yci; null when the value is none. How many errors a page may have, none by default; here they are the elements
 * that axe proves to fail, which HTML_CodeSniffer, the usual engine of pa11y, does not count alike.
 */
export function budgetsOfPa11yci(value: unknown, name: string): Taken | null {
  const parsed = Pa11yci.safeParse(value)
  if (!parsed.success) return null
  const { defaults = {}, urls } = parsed.data
  const overrides = urls.flatMap((each) => (typeof each === 'string' || each.threshold === undefined ? [] : [{ pages: [exactly(each.url)], audits: { [rule]: { level: 'error' as const, max: each.threshold } } }]))
  return taken({ [rule]: { level: 'error', max: defaults.threshold ?? 0 } }, overrides, [
    `${name} : le seuil porte sur les éléments en échec selon axe ; HTML_CodeSniffer ne les compte pas de la même façon.`,
  ])
}
