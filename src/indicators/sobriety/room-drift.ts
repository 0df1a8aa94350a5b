import { defineIndicator } from '#lib/define'
import { converted, derive, given } from '#lib/explain/derivation'
import { measureOf, tableOf } from '#lib/publish/measure'
import { DRIFT_ALARM_PERCENT, driftOf, WATCHED_MONTHS, type DriftMonth } from '#lib/energy/room-drift'
import { roomMonths, sourcesOf } from '#lib/estate/room-months'

const reasons = {
  'no-baseline': 'Il faut d’abord douze mois relevés presque en entier : ils seront la référence.',
  'no-month-since': `Il faut ${WATCHED_MONTHS} mois relevés presque en entier après l’année de référence, dont celui-ci.`,
} as const

const stepsOf = (label: string, months: readonly DriftMonth[], pick: (month: DriftMonth) => number) =>
  derive('sum', label, 'kWh', months.map((month) => given(month.month, pick(month), 'kWh', { kind: 'record', words: 'relevés de la salle, tableau « Mois par mois »' })))

export default defineIndicator({
  method: 1,
  unit: '%',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  theme: 'serveurs',
  targetStyle: 'watch',
  formula: '(froid et pertes de trois mois − attendus) / attendus',
  references: [{ standard: 'trefle', id: 'Indicateur de performance énergétique (ISO 50001)' }],
  reads: { metrics: ['energy.room', 'energy.it'] },
  text: {
    question: 'Le froid et les pertes de la salle dérivent-ils ?',
    title: 'Écart du froid et des pertes à l’année de référence, sur trois mois',
    answer: 'Sur trois mois, froid et pertes s’écartent de {value} de ceux de l’année de référence.',
    says: ['Si la salle demande plus, ou moins, de froid et de secours qu’à la même saison de l’année de référence, pour la même charge.'],
    doesNotSay: ['Pourquoi : un été plus chaud, un filtre encrassé et une consigne changée se ressemblent.', 'Si l’année de référence était bonne.'],
    method: [
      'Froid et pertes : énergie de la salle entière moins énergie informatique.',
      'Référence : les douze premiers mois relevés à 90 % au moins ; elle ne change plus.',
      'Attendu d’un mois : le rapport du même mois de la référence, multiplié par l’énergie informatique de ce mois.',
      `Au-delà de ${DRIFT_ALARM_PERCENT} % sur trois mois, la page demande d’aller voir : c’est une règle de Trèfle, pas une norme.`,
      'La météo n’est pas corrigée.',
    ],
    perimeter: 'Salles serveurs dont la salle entière et l’informatique sont relevées',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever deux compteurs au moins quinze mois : une année de référence, puis trois mois.',
  },
  compute({ observations }, period) {
    const periods = [...new Set(observations.filter((each) => each.period.length === 7 && each.period <= period).map((each) => each.period))].sort()
    const months = roomMonths(observations, periods)
    const drift = driftOf(months.at(-1)?.month === period ? months : [])
    if (!drift.known) return measureOf({ value: null, state: 'not-measured', missing: [reasons[drift.reason]] })
    const expected = stepsOf('Froid et pertes attendus', drift.watched, ({ expectedKWh }) => expectedKWh)
    const excess = derive('difference', 'Écart', 'kWh', [stepsOf('Froid et pertes relevés', drift.watched, ({ overheadKWh }) => overheadKWh), expected])
    const steps = converted('Dérive', '%', derive('quotient', 'Écart rapporté à l’attendu', '', [excess, expected]), 100, 'cent pour cent')
    let cumulated = 0
    return measureOf({
      value: steps.value, derivation: steps, state: 'computed', n: WATCHED_MONTHS, basis: `référence ${drift.baseline.from} à ${drift.baseline.to}`,
      breakdowns: [tableOf('cumulated', `Écart cumulé depuis la référence (${drift.baseline.from} à ${drift.baseline.to})`,
        [['month', 'Mois'], ['overhead', 'Froid et pertes', 'kWh'], ['expected', 'Attendu', 'kWh'], ['excess', 'Écart', 'kWh'], ['cumulated', 'Écart cumulé', 'kWh']],
        drift.all.map(({ month, overheadKWh, expectedKWh }) => {
          cumulated += overheadKWh - expectedKWh
          return { month, overhead: overheadKWh, expected: expectedKWh, excess: overheadKWh - expectedKWh, cumulated }
        }))],
      inputs: { runs: [], sources: sourcesOf(months), factors: [] },
    })
  },
})
