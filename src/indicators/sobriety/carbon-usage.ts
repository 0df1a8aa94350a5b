import { defineIndicator } from '#lib/define'
import { measureOf } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { converted, derive } from '#lib/explain/derivation'
import { meterSteps, NOT_A_MONTH_YET, pueOfRooms, roomMonths, seenMonths, sourcesOf } from '#lib/estate/room-months'
import { carbonInterval, locationCarbon } from '#lib/energy/grid-carbon'
import { meterDeviations } from '#lib/energy/meter-accuracy'

const MONTHS = 12

export default defineIndicator({
  method: 2,
  unit: 'g/kWh',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  theme: 'serveurs',
  targetStyle: 'watch',
  formula: 'carbone de l’électricité de la salle / énergie informatique, douze mois',
  references: [{ standard: 'trefle', id: 'EN 50600-4-8, ISO/IEC 30134-8' }],
  reads: { metrics: ['energy.room', 'energy.it'], factors: ['electricity.fr.ademe'] },
  text: {
    question: 'Combien de carbone pour un kilowattheure utile aux serveurs ?',
    title: 'Carbone par kilowattheure informatique (CUE), sur douze mois glissants',
    answer: 'Chaque kWh informatique a demandé {value}, d’après {n} {n, plural, one {mois relevé} other {mois relevés}}.',
    says: ['Le carbone du réseau, froid et onduleurs compris, rapporté à ce qui sert aux serveurs.'],
    doesNotSay: ['La fabrication des serveurs.', 'L’utilité de ce que les serveurs calculent.'],
    method: [
      'Carbone de l’électricité de la salle (ADEME, approche « localisation ») divisé par l’énergie informatique des mêmes heures.',
      'Quand toute l’énergie vient du réseau, c’est le facteur du réseau multiplié par le PUE.',
      'On divise deux sommes de douze mois ; une heure qui manque à un compteur ne compte pour aucun des deux.',
      'L’intervalle réunit l’incertitude du facteur et, quand elle est déclarée, la classe des deux compteurs.',
      'Quand les deux compteurs se contredisent, la valeur reste inconnue.',
    ],
    perimeter: 'Salles serveurs dont la salle entière et l’informatique sont relevées ; électricité seule',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Relever deux compteurs, la salle entière et la sortie des onduleurs, au moins une fois par mois.',
  },
  compute({ observations, factors }, period) {
    const months = roomMonths(observations, monthsUpTo(period, MONTHS))
    if (months.at(-1)?.month !== period) return measureOf({ value: null, state: 'not-measured', missing: [NOT_A_MONTH_YET] })
    const usage = pueOfRooms(months, MONTHS)
    if (usage.value === null) return measureOf({ value: null, state: 'not-measured', missing: ['Les deux compteurs se contredisent.'] })
    const carbon = locationCarbon(months.flatMap(({ rooms }) => rooms.map(({ room }) => room)), factors)
    const steps = derive('quotient', 'CUE', 'gCO2e/kWh', [converted('Carbone, en grammes', 'gCO2e', carbon.steps, 1000, 'grammes dans un kilogramme'), meterSteps('Équipements informatiques', months, 'it')])
    const { room, it } = meterDeviations(months, factors)
    const interval = carbonInterval(steps, carbon, [room, it])
    return measureOf({
      value: steps.value, derivation: steps, state: 'computed', basis: usage.kind, ...seenMonths(months, MONTHS),
      ...interval.measure,
      missing: [...usage.uneven, ...(usage.kind === 'iPUE' && usage.uneven.length === 0 ? ['Moins d’une année couverte : valeur intermédiaire.'] : []), ...interval.missing],
      inputs: { runs: [], sources: sourcesOf(months), factors: carbon.factors },
    })
  },
})
