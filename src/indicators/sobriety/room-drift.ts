import { defineIndicator } from '#lib/define'
import type { Derivation } from '#model/derivation'
import { converted, derive, given } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'
import { DRIFT_ALARM_PERCENT, driftOf, WATCHED_MONTHS, type DriftMonth } from '#lib/energy/room-drift'
import { meterSteps, roomMonths, sourcesOf, type RoomMonth } from '#lib/estate/room-months'

const reasons = {
  'no-baseline': 'Il faut d’abord chaque mois de l’année relevé presque en entier, dans les mêmes salles : ils seront la référence.',
  'no-month-since': `Il faut ${WATCHED_MONTHS} mois relevés presque en entier après l’année de référence, dont celui-ci.`,
} as const

const overheadSteps = (month: RoomMonth): Derivation =>
  derive('difference', `Froid et pertes, ${month.month}`, 'kWh', [meterSteps('Salle entière', [month], 'room'), meterSteps('Équipements informatiques', [month], 'it')])

/** The ratio of the same month of the baseline, times the IT energy of the month. */
const expectedSteps = ({ month, read, reference }: DriftMonth): Derivation =>
  derive('product', `Froid et pertes attendus, ${month}`, 'kWh', [
    derive('quotient', `Rapport du même mois de la référence, ${reference.month}`, 'kWh/kWh', [overheadSteps(reference), meterSteps('Équipements informatiques', [reference], 'it')]),
    meterSteps('Équipements informatiques', [read], 'it'),
  ])

export default defineIndicator({
  method: 2,
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
      'Référence : pour chaque mois de l’année, le premier relevé à 90 % au moins dans les mêmes salles ; elle ne change plus.',
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
    const followed = drift.all.map((month) => {
      const [overhead, expected] = [overheadSteps(month.read), expectedSteps(month)]
      return { month: month.month, overhead, expected, excess: derive('difference', `Écart, ${month.month}`, 'kWh', [overhead, expected]) }
    })
    const watched = followed.slice(-WATCHED_MONTHS)
    const expected = derive('sum', 'Froid et pertes attendus', 'kWh', watched.map((month) => month.expected))
    const excess = derive('difference', 'Écart', 'kWh', [derive('sum', 'Froid et pertes relevés', 'kWh', watched.map(({ overhead }) => overhead)), expected])
    const steps = converted('Dérive', '%', derive('quotient', 'Écart rapporté à l’attendu', '', [excess, expected]), 100, 'pour cent')
    let cumulated: Derivation | null = null
    const rows = followed.map((month) => {
      cumulated = derive('sum', `Écart cumulé, ${month.month}`, 'kWh', [...(cumulated === null ? [] : [cumulated]), month.excess])
      return { ...month, cumulated }
    })
    return measureOf({
      value: steps.value, derivation: steps, state: 'computed', n: given('Mois comparés à la référence', WATCHED_MONTHS, 'mois', { kind: 'convention', words: 'la dérive se lit sur les derniers mois' }), basis: `référence ${drift.baseline.from} à ${drift.baseline.to}`,
      ...tablesOf([explainedTable('cumulated', `Écart cumulé depuis la référence (${drift.baseline.from} à ${drift.baseline.to})`,
        [['month', 'Mois'], ['overhead', 'Froid et pertes', 'kWh'], ['expected', 'Attendu', 'kWh'], ['excess', 'Écart', 'kWh'], ['cumulated', 'Écart cumulé', 'kWh']], rows)]),
      inputs: { runs: [], sources: sourcesOf(months), factors: [] },
    })
  },
})
