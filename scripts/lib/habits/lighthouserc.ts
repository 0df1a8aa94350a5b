import type { Imported } from '#lib/sampling/imported-sites'
import { fieldOf, notTaken, refuseDynamic, stringsOf } from './fields.ts'

/** lighthouserc of Lighthouse CI: `ci.collect.url`, one address or several. Null when the value has no `ci.collect`. */
export function readLighthouserc(value: unknown, name: string): Imported | null {
  const collect = fieldOf(value, 'ci.collect')
  if (collect === undefined) return null
  const url = fieldOf(value, 'ci.collect.url')
  refuseDynamic(url, 'ci.collect.url', name)
  const others = [...['assert', 'upload', 'server', 'wizard'].filter((part) => fieldOf(value, `ci.${part}`) !== undefined), ...Object.keys(collect as object).filter((key) => key !== 'url')]
  return { addresses: stringsOf(url).map((each) => ({ url: each })), notes: notTaken(name, others) }
}
