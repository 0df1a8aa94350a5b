import { z } from 'zod'
import type { Imported } from '#lib/sampling/imported-sites'
import { notTaken } from './fields.ts'

/** .pa11yci of pa11y-ci: the list of addresses, each alone or with settings of its own. */
const Pa11yci = z.looseObject({
  defaults: z.record(z.string(), z.unknown()).optional(),
  urls: z.array(z.union([z.string(), z.looseObject({ url: z.string() })])),
})

/** Null when the value is no .pa11yci. */
export function readPa11yci(value: unknown, name: string): Imported | null {
  const parsed = Pa11yci.safeParse(value)
  if (!parsed.success) return null
  const { defaults = {}, urls } = parsed.data
  const ownSettings = urls.flatMap((each) => (typeof each === 'string' ? [] : Object.keys(each).filter((key) => key !== 'url')))
  return {
    addresses: urls.map((each) => ({ url: typeof each === 'string' ? each : each.url })),
    notes: notTaken(name, [...new Set([...Object.keys(defaults), ...ownSettings])]),
  }
}
