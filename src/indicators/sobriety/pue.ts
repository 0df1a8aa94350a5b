import { defineIndicator } from '#lib/define'
import { derive } from '#lib/explain/derivation'
import { boundsOf, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { pueInterval, ratioTable } from '#lib/energy/pue-readings'
import { meterSteps, monthTable, NOT_A_MONTH_YET, pueOfRooms, roomMonths, seenMonths, sourcesOf } from '#lib/estate/room-months'
import { ANNUAL_COVERAGE } from '#maths/datacentre'

const MONTHS = 12
const reasons = {
  'no-it-energy': 'Le compteur informatique n’a rien relevé : le rapport n’a pas de sens.',
  'pue-below-one': 'Les deux compteurs se contredisent : la salle entière consommerait moins que l’informatique.',
} as const

export default defineIndicator({
  method: 2,
  unit: 'ratio',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  catalogue: 'SOB-15',
  theme: 'serveurs',
  targetStyle: 'watch',
  formula: 'énergie de la salle entière / énergie informatique, douze mois',
  references: [{ standard: 'trefle', id: 'SOB-15' }, { standard: 'law', id: 'Directive (UE) 2023/1791, article 12' }, { standard: 'law', id: 'Règlement délégué (UE) 2024/1364, annexe III' }],
  reads: { metrics: ['energy.room', 'energy.it'] },
  text: {
    question: 'Notre salle serveurs gaspille-t-elle l’électricité ?',
    title: 'PUE de la salle serveurs, sur douze mois glissants',
    answer: 'Pour 1 kWh utile à l’informatique, la salle entière en consomme {value}, d’après {n} {n, plural, one {mois relevé} other {mois relevés}}.',
    says: ['La part d’électricité qui sert au froid, aux onduleurs et à l’éclairage en plus des serveurs.'],
    doesNotSay: ['Si les serveurs eux-mêmes sont utiles ou bien remplis.', 'La quantité d’énergie : une salle peut avoir un bon PUE et consommer beaucoup.'],
    method: [
      'Énergie de la salle entière divisée par celle des équipements informatiques, sur les mêmes heures.',
      'On divise deux sommes ; on ne fait jamais la moyenne des PUE mensuels.',
      `Sous ${MONTHS} mois, sous ${100 * ANNUAL_COVERAGE} % du temps couvert, ou quand les salles changent, la valeur est intermédiaire (iPUE) et ne se compare pas à une année.`,
      'Une heure qui manque à l’un des compteurs ne compte pour aucun des deux ; un mois compte quand la moitié en est relevée.',
      'La catégorie (PUE1, 2 ou 3) est celle du compteur informatique ; l’intervalle réunit la classe des deux compteurs et le temps qui manque.',
    ],
    perimeter: 'Salles serveurs dont la salle entière et l’informatique sont relevées',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever deux compteurs, la salle entière et la sortie des onduleurs, au moins une fois par mois, puis déposer le fichier CSV.',
  },
  compute({ observations }, period) {
    const months = roomMonths(observations, monthsUpTo(period, MONTHS))
    if (months.at(-1)?.month !== period) return measureOf({ value: null, state: 'not-measured', missing: [NOT_A_MONTH_YET] })
    const result = pueOfRooms(months, MONTHS)
    const steps = derive('quotient', 'PUE', 'kWh/kWh', [meterSteps('Salle entière', months, 'room'), meterSteps('Équipements informatiques', months, 'it')])
    const interval = result.value === null ? null : pueInterval(steps, months, result.coverage)
    return measureOf({
      value: result.value === null ? null : steps.value, ...(result.value === null ? {} : { derivation: steps }), state: 'computed', ...(interval && boundsOf(interval)),
      ...seenMonths(months, MONTHS),
      missing: [
        ...(result.value === null ? [reasons[result.reason]] : []),
        ...(result.value !== null && interval === null ? ['La précision des deux compteurs n’est pas déclarée : pas d’intervalle.'] : []),
        ...missingLine(MONTHS - months.length, 'Il manque 1 mois sur douze : valeur intermédiaire (iPUE).', (n) => `Il manque ${n} mois sur douze : valeur intermédiaire (iPUE).`),
        ...result.uneven,
        ...(months.length === MONTHS && result.coverage < ANNUAL_COVERAGE ? ['Moins de 95 % du temps est couvert : valeur intermédiaire (iPUE).'] : []),
      ],
      ...tablesOf([ratioTable(months), monthTable(months)]),
      basis: result.kind,
      inputs: { runs: [], sources: sourcesOf(months), factors: [] },
    })
  },
})
