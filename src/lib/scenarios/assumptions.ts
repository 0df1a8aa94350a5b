import type { FleetScenario } from '#model/fleet-scenario'

/** Messages of src/i18n that say what a scenario assumes; `count` chooses the form of the plural. */
export type AssumptionKey = 'what-if.lifetime' | 'what-if.renew' | 'what-if.replace' | 'what-if.screens' | 'what-if.reuse'
export type Say = (key: AssumptionKey, variables: Readonly<Record<string, string | number>>) => string
type Asked = Pick<FleetScenario, 'lifetimes' | 'renewAfterYears' | 'replace' | 'screensPerDesk' | 'reuseShare'>

/** What a scenario assumes, one sentence each, none left unsaid. */
export function assumptionsOf({ lifetimes = {}, renewAfterYears = {}, replace = [], screensPerDesk, reuseShare }: Asked, nameOf: (type: string) => string, say: Say): string[] {
  const percent = (share: number) => Math.round(100 * share)
  return [
    ...Object.entries(lifetimes).map(([type, years]) => say('what-if.lifetime', { type: nameOf(type), count: years })),
    ...Object.entries(renewAfterYears).map(([type, years]) => say('what-if.renew', { type: nameOf(type), count: years })),
    ...replace.map(({ from, to, share }) => say('what-if.replace', { percent: percent(share), from: nameOf(from), to: nameOf(to) })),
    ...(screensPerDesk === undefined ? [] : [say('what-if.screens', { count: screensPerDesk })]),
    ...(reuseShare === undefined ? [] : [say('what-if.reuse', { percent: percent(reuseShare) })]),
  ]
}
