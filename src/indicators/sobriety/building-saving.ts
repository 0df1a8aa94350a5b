import type { Derivation } from '#model/derivation'
import { defineIndicator } from '#lib/define'
import { converted, derive, given } from '#lib/explain/derivation'
import { boundsOf, explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'
import { buildingSaving, LEAST_R2, REFERENCE_MONTHS, type BuildingMonth, type Saving } from '#lib/energy/building-saving'
import { originsOf } from '#lib/estate/origins'
import { monthsUpTo } from '#lib/time/period'
import { Z90 } from '#maths/statistics'
import type { Observation } from '#model/observation'

const MONTHS = 12
const reasons: Readonly<Record<Extract<Saving, { known: false }>['reason'], string>> = {
  'short-reference': `moins de ${REFERENCE_MONTHS} mois de référence`,
  'short-follow-up': 'moins de douze mois de suivi sur les douze derniers',
  'no-climate': 'degrés-jours absents',
  'weak-model': 'le climat et les horaires expliquent trop peu l’énergie de référence',
}

/** Months of one phase of a building, with what explains them. */
function monthsOf(own: readonly Observation[], phase: string, periods?: readonly string[]): BuildingMonth[] {
  const find = (metric: string, period: string): number | null => own.find((each) => each.metric === metric && each.period === period)?.value ?? null
  return own.filter(({ metric, dimensions, period }) => metric === 'building.energy' && dimensions.phase === phase && (periods?.includes(period) ?? true))
    .map(({ period, value }) => ({ month: period, kWh: value ?? 0, degreeDays: find('building.degree-days', period), openHours: find('building.open-hours', period) }))
}

const termWords = {
  month: { term: 'Part fixe', coefficient: 'Énergie d’un mois, hors climat et horaires', per: 'kWh/mois', amount: 'Mois suivis', unit: 'mois' },
  'degree-days': { term: 'Part du climat', coefficient: 'Énergie d’un degré-jour', per: 'kWh/DJU', amount: 'Degrés-jours du suivi', unit: 'DJU' },
  'open-hours': { term: 'Part des horaires', coefficient: 'Énergie d’une heure d’ouverture', per: 'kWh/h', amount: 'Heures d’ouverture du suivi', unit: 'h' },
} as const

type Known = { building: string; saving: Extract<Saving, { known: true }>; source: string }

/** What the building would have used: each coefficient was read in the reference by least squares, from its energy and from what explains it. */
const expectedSteps = ({ building, saving, source }: Known): Derivation =>
  derive('sum', `${building}, ${saving.months} mois`, 'kWh', saving.terms.map(({ of, coefficient, amount }) => {
    const words = termWords[of]
    return derive('product', words.term, 'kWh', [
      given(`${words.coefficient} (moindres carrés sur ${saving.referenceMonths} mois de référence)`, coefficient, words.per, { kind: 'import', source, facts: saving.referenceMonths * saving.terms.length }),
      given(words.amount, amount, words.unit, { kind: 'import', source, facts: saving.months }),
    ])
  }))

const actualSteps = ({ building, saving, source }: Known): Derivation =>
  given(`${building}, ${saving.months} mois`, saving.actualKWh, 'kWh', { kind: 'import', source, facts: saving.months })

const percentSteps = (actual: Derivation, expected: Derivation): Derivation =>
  converted('Baisse', '%', derive('quotient', 'Baisse rapportée à l’attendu', '', [derive('difference', 'Baisse', 'kWh', [expected, actual]), expected]), 100, 'pour cent')

export default defineIndicator({
  method: 1,
  unit: '%',
  direction: 'up',
  cadence: 'month',
  freshDays: 75,
  theme: 'piscines',
  targetStyle: 'watch',
  formula: '(énergie de référence corrigée − énergie) / énergie de référence corrigée, douze mois',
  references: [{ standard: 'trefle', id: 'IPMVP, option C' }, { standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }],
  reads: { metrics: ['building.energy', 'building.degree-days', 'building.open-hours'] },
  text: {
    question: 'Le pilotage fait-il vraiment baisser l’énergie des bâtiments suivis ?',
    title: 'Énergie des bâtiments suivis, face à leur référence corrigée du climat et des horaires',
    answer: 'Sur les douze mois jusqu’à {period}, l’énergie est de {value} sous la référence corrigée.',
    says: ['Ce que le bâtiment a demandé de moins que l’année de référence, à climat et horaires égaux.'],
    doesNotSay: ['Pourquoi : le pilotage, des travaux ou un bassin fermé se ressemblent.', 'Ce qu’ont demandé les capteurs et les serveurs.'],
    method: [
      'Les douze mois au moins de la référence expliquent l’énergie par les degrés-jours et, s’ils sont donnés, les horaires.',
      'Le modèle dit ce que le suivi aurait demandé avec son propre climat ; l’écart est la baisse.',
      `Sous ${100 * LEAST_R2} % de variation expliquée (règle de Trèfle), rien n’est publié pour ce bâtiment.`,
      'Plusieurs bâtiments : on divise deux sommes ; on ne fait jamais la moyenne des pourcentages.',
      'L’intervalle vient de ce que le modèle laisse inexpliqué ; s’il contient zéro, la baisse n’est pas établie.',
    ],
    perimeter: 'Bâtiments dont une année de référence et le suivi sont donnés',
    holder: 'Direction en charge des bâtiments',
    howToSupply: 'Donner, bâtiment par bâtiment et mois par mois, l’énergie, les degrés-jours et les heures d’ouverture, avant et après (source « building-energy »).',
  },
  compute({ observations }, period) {
    const periods = monthsUpTo(period, MONTHS)
    const savings = [...Map.groupBy(observations.filter(({ value }) => value !== null), ({ subject }) => subject)].map(([building, own]) =>
      ({ building, sources: own.map(({ source }) => source), saving: buildingSaving(monthsOf(own, 'reference'), monthsOf(own, 'follow-up', periods)) }))
    const known = savings.flatMap(({ building, saving, sources }) => (saving.known ? [{ building, saving, source: sources[0] ?? '' }] : []))
    const missing = savings.flatMap(({ building, saving }) => (saving.known ? [] : [`${building} : ${reasons[saving.reason]}.`]))
    if (known.length === 0) return measureOf({ value: null, state: 'not-measured', missing })
    const rows = known.map((each) => {
      const [expected, actual] = [expectedSteps(each), actualSteps(each)]
      const months = { kind: 'import', source: each.source, facts: each.saving.referenceMonths } as const
      return {
        building: each.building, actual, expected, saving: percentSteps(actual, expected), months: given('Mois suivis', each.saving.months, 'mois', { ...months, facts: each.saving.months }),
        r2: converted('Variation expliquée', '%', given(`R² du modèle sur ${each.saving.referenceMonths} mois de référence`, each.saving.r2, '', months), 100, 'pour cent'),
      }
    })
    const counted = (label: string, buildings: readonly string[]) => given(label, buildings.length, 'bâtiments', originsOf(observations.filter(({ subject }) => buildings.includes(subject))))
    const expected = derive('sum', 'Énergie attendue (référence corrigée)', 'kWh', rows.map((row) => row.expected))
    const steps = percentSteps(derive('sum', 'Énergie relevée', 'kWh', rows.map((row) => row.actual)), expected)
    const deviation = converted('Écart type de la baisse', '%', derive('quotient', 'Écart type rapporté à l’attendu', '', [
      derive('quadrature', 'Ce que les modèles laissent inexpliqué', 'kWh', known.map(({ building, saving, source }) =>
        given(`${building}, écart type sur le suivi`, (saving.deviationPercent * saving.expectedKWh) / 100, 'kWh', { kind: 'import', source, facts: saving.referenceMonths }))), expected]), 100, 'pour cent')
    const half = converted('Demi-largeur de l’intervalle', '%', deviation, Z90, '90 % d’une loi normale')
    return measureOf({
      value: steps.value, derivation: steps,
      ...boundsOf({ low: derive('difference', 'Au moins', '%', [steps, half]), high: derive('sum', 'Au plus', '%', [steps, half]) }), state: 'computed', missing,
      n: counted('Bâtiments dont la baisse se calcule', known.map(({ building }) => building)), denominator: counted('Bâtiments suivis', savings.map(({ building }) => building)),
      ...tablesOf([explainedTable('by-building', 'Bâtiment par bâtiment',
        [['building', 'Bâtiment'], ['actual', 'Relevé', 'kWh'], ['expected', 'Attendu', 'kWh'], ['saving', 'Baisse', '%'], ['r2', 'Variation expliquée', '%'], ['months', 'Mois suivis', 'count']], rows)]),
      inputs: { runs: [], sources: [...new Set(known.map(({ source }) => source))].sort(), factors: [] },
    })
  },
})
