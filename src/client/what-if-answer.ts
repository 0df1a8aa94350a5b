import type { FleetScenario } from '#model/fleet-scenario'
import { assumptionsOf } from '#lib/scenarios/assumptions'
import type { WhatIf } from '#lib/scenarios/what-if'
import { boundsWritten, figureWritten, type Bounds } from '#lib/words/rounding'
import type { WhatIfData } from './what-if-data.ts'

/** What a reader tries: a scenario without its name and its source. */
export type Asked = Omit<FleetScenario, 'id' | 'title' | 'assumption' | 'source'>
type Answer = { lines: string[]; assumed: string[]; rule: string }

/** The answer of a scenario in the words of the page: today, after, the difference with its interval, and what stays apart. */
export function answerOf({ before, after, difference, avoided, notes }: WhatIf, asked: Asked, { fleet, words, assumptions }: WhatIfData, nameOf: (type: string) => string): Answer {
  const language = document.documentElement.lang
  const written = new Intl.NumberFormat(language)
  const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
    template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name]
      return value === undefined ? whole : typeof value === 'number' ? written.format(value) : value
    })
  const withUnit = ({ figure, unit }: { figure: string; unit: string }) => `${figure}\u00a0${unit === 't' ? words.t : words.kg}`
  const mass = (kg: number, bounds?: Bounds) => withUnit(figureWritten(kg, 'kg', language, bounds))
  const between = (kg: number, { low, high }: { low: number; high: number }) => {
    const { unit, ...bounds } = boundsWritten(kg, 'kg', low, high, language)
    return fill(words.between, { low: bounds.low, high: withUnit({ figure: bounds.high, unit }) })
  }
  const estimate = (template: string, { kgCO2e, interval }: WhatIf['before']) => fill(template, { year: fleet.year, value: mass(kgCO2e, interval), interval: between(kgCO2e, interval) })
  const assumed = assumptionsOf(asked, nameOf, (key, values) => {
    const forms = assumptions[key]
    const count = typeof values.count === 'number' ? values.count : 0
    return fill(forms[new Intl.PluralRules(language).select(count)] ?? forms.other, values)
  })
  if (assumed.length === 0) return { lines: [estimate(words.before, before), words.same], assumed, rule: words.rule }
  const { kgCO2ePerYear, interval, significant } = difference
  const verdict = significant ? (kgCO2ePerYear < 0 ? words.lower : words.higher) : words.unsure
  return {
    lines: [
      estimate(words.before, before), estimate(words.after, after),
      fill(words.difference, { value: mass(kgCO2ePerYear, interval), interval: between(kgCO2ePerYear, interval), verdict }),
      ...(avoided === null ? [] : [fill(words.avoided, { devices: Math.round(avoided.devices), value: mass(avoided.kgCO2ePerYear) })]),
      ...(notes.length > 0 && kgCO2ePerYear === 0 ? [words.absent] : []),
    ],
    assumed, rule: words.rule,
  }
}
