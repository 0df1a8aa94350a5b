import { InvalidArgumentError, type Command } from 'commander'
import type { FactorBook } from '#model/factor'
import { FleetScenario } from '#model/fleet-scenario'
import { fleetOf } from '#lib/estate/fleet'
import { assumptionsOf } from '#lib/scenarios/assumptions'
import { verdictOf } from '#lib/scenarios/scenario-table'
import { whatIf, type WhatIf } from '#lib/scenarios/what-if'
import { formatInterval, formatQuantity } from '#lib/words/format'
import { t } from '#lib/words/i18n'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { print } from '#effects/command/terminal'
import { readObservations } from '#effects/record/observations'
import { loadFactorBook } from '#effects/territory/factors'

export type WhatIfOptions = {
  data: string
  year?: string
  lifetime: Record<string, number>
  renew: Record<string, number>
  replace: NonNullable<FleetScenario['replace']>
  reuse?: number
  screensPerDesk?: number
}

const amount = (text: string, low: number, high: number): number => {
  const value = Number(text.replace(',', '.'))
  if (text.trim() === '' || !(value >= low && value <= high)) throw new InvalidArgumentError(`« ${text} » : un nombre de ${low} à ${high} est attendu.`)
  return value
}
const between = (low: number, high: number) => (text: string): number => amount(text, low, high)

function typeAndYears(text: string, before: Record<string, number> = {}): Record<string, number> {
  const [, type, years] = /^([a-z0-9-]+)=([\d.,]+)$/.exec(text) ?? []
  if (type === undefined || years === undefined) throw new InvalidArgumentError(`« ${text} » : écrivez par exemple laptop=6.`)
  return { ...before, [type]: amount(years, 1, 30) }
}

function replacement(text: string, before: WhatIfOptions['replace'] = []): WhatIfOptions['replace'] {
  const [, from, to, share = '1'] = /^([a-z0-9-]+)=([a-z0-9-]+)(?::([\d.,]+))?$/.exec(text) ?? []
  if (from === undefined || to === undefined) throw new InvalidArgumentError(`« ${text} » : écrivez par exemple desktop=laptop:0.5.`)
  return [...before, { from, to, share: amount(share, 0, 1) }]
}

function scenarioOf({ lifetime, renew, replace, reuse, screensPerDesk }: WhatIfOptions, { devices }: FactorBook): FleetScenario {
  const named = (type: string) => devices.get(type)?.label ?? type
  const asked = { lifetimes: lifetime, renewAfterYears: renew, replace, ...(reuse === undefined ? {} : { reuseShare: reuse }), ...(screensPerDesk === undefined ? {} : { screensPerDesk }) }
  const said = assumptionsOf(asked, named, t)
  if (said.length === 0) throw new UsageError('Le scénario ne change rien.', 'Ajoutez par exemple --lifetime laptop=6 ou --screens-per-desk 1.')
  return FleetScenario.parse({ id: 'demande', title: 'Scénario demandé', assumption: said.join(' ; '), source: 'ligne de commande', ...asked })
}

/** Applies the scenario to the inventory of a year (the latest by default). Throws a UsageError without inventory, or for a type that has no factor. */
export async function askWhatIf(options: WhatIfOptions): Promise<WhatIf & { year: string }> {
  const [observations, factors] = await Promise.all([readObservations(options.data), loadFactorBook()])
  const scenario = scenarioOf(options, factors)
  const unknown = [...Object.keys(options.lifetime), ...Object.keys(options.renew), ...options.replace.flatMap(({ from, to }) => [from, to])].find((type) => !factors.devices.has(type))
  if (unknown !== undefined) throw new UsageError(`Le type « ${unknown} » n’a pas de facteur.`, `Types connus : ${[...factors.devices.keys()].sort().join(', ')}.`)
  const year = options.year ?? observations.filter(({ metric }) => metric === 'fleet.devices').map(({ period }) => period.slice(0, 4)).sort().at(-1)
  const snapshot = year === undefined ? null : fleetOf(observations, year, factors)
  if (year === undefined || snapshot === null) throw new UsageError(`Aucun inventaire${year === undefined ? '' : ` pour ${year}`} dans ${options.data}.`, 'Déposez l’inventaire, puis lancez « trefle pull ».')
  return { ...whatIf(snapshot, Number(year), factors, scenario), year }
}

/** The answer in French: what is supposed, before, after, the difference with its interval, and what stays apart. */
export function spokenWhatIf(result: WhatIf & { year: string }): string {
  const { scenario, before, after, difference: { kgCO2ePerYear, interval, significant }, avoided, notes, year } = result
  const estimate = ({ kgCO2e, interval: { low, high } }: WhatIf['before']) => `${formatQuantity(kgCO2e, 'kg', { low, high })} (${formatInterval(kgCO2e, low, high, 'kg')})`
  return [
    `Supposé : ${scenario.assumption}.`,
    `Parc de ${year}, aujourd’hui : ${estimate(before)} d’équivalent CO2 par an`,
    `Avec le scénario            : ${estimate(after)}`,
    `Écart : ${formatQuantity(kgCO2ePerYear, 'kg', interval)} par an, ${formatInterval(kgCO2ePerYear, interval.low, interval.high, 'kg')} : ${significant ? verdictOf(result).toLowerCase() : 'écart non significatif'}.`,
    ...(avoided === null ? [] : [`À part, jamais soustrait : ${Math.round(avoided.devices)} appareils reconditionnés au lieu de neufs éviteraient ${formatQuantity(avoided.kgCO2ePerYear, 'kg')} par an (ADEME, 2022 : ${avoided.factors.join(', ')} ; incertitude non publiée).`]),
    ...notes,
    'Intervalle à 90 % : un même facteur se trompe autant avant qu’après, les types sont indépendants. Facteurs : datasets/factors.',
  ].join('\n')
}

export function register(program: Command): void {
  program.command('what-if')
    .description('essaie un scénario sur le parc : durées, écrans, remplacements, réemploi')
    .addOption(dataOption())
    .option('--year <année>', 'inventaire de cette année ; le dernier par défaut')
    .option('--lifetime <type=années>', 'durée de service d’un type (répétable)', typeAndYears)
    .option('--renew <type=années>', 'remplace par des neufs les appareils plus vieux (répétable)', typeAndYears)
    .option('--replace <de=vers[:part]>', 'remplace un type par un autre, neuf (répétable)', replacement)
    .option('--reuse <part>', 'part d’appareils reconditionnés, de 0 à 1', between(0, 1))
    .option('--screens-per-desk <n>', 'écrans par ordinateur, au plus', between(0, 4))
    .addHelpText('after', `
Exemples :
  trefle what-if --data datasets/ma-ville --lifetime laptop=6 --screens-per-desk 1
  trefle what-if --data datasets/ma-ville --replace desktop=laptop:0.5 --reuse 0.3`)
    .action(async (options: Partial<WhatIfOptions> & Pick<WhatIfOptions, 'data'>) => {
      print(spokenWhatIf(await askWhatIf({ lifetime: {}, renew: {}, replace: [], ...options })))
    })
}
