import { defineIndicator } from '#lib/define'
import type { Observation } from '#model/observation'
import { tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { weakestOf, wholeMonths, wholeRooms } from '#lib/energy/room-electricity'
import { coverageSteps, monthTable, readingSteps, roomMonths } from '#lib/estate/room-months'

const isMetered = ({ quality }: Observation): boolean => quality === 'measured'

/** What the total is of, where it may change: the rooms when there are several, and bills in place of meters. */
function basisOf(readings: readonly Observation[], rooms: ReadonlySet<string>): { basis?: string } {
  const words = [...(rooms.size > 1 ? readings.map(({ subject }) => subject) : []), ...(readings.every(isMetered) ? [] : ['factures'])]
  return words.length === 0 ? {} : { basis: words.join(', ') }
}

export default defineIndicator({
  method: 2,
  unit: 'kWh',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  catalogue: 'SOB-14',
  theme: 'serveurs',
  targetStyle: 'council-trajectory',
  formula: 'énergie de la salle entière, par mois : index, courbe de charge ou factures',
  references: [{ standard: 'trefle', id: 'SOB-14' }, { standard: 'law', id: 'Règlement délégué (UE) 2024/1364' }],
  reads: { metrics: ['energy.room', 'energy.room-alone', 'energy.it'] },
  text: {
    question: 'Combien d’électricité notre salle serveurs consomme-t-elle ?',
    title: 'Électricité mensuelle de la salle serveurs',
    answer: 'La salle serveurs a consommé {value} en {period}, froid et onduleurs compris.',
    says: ['L’électricité relevée ou facturée : serveurs, froid, onduleurs et éclairage.'],
    doesNotSay: ['Combien de services ou de communes la salle sert : accueillir un service de plus fait monter le total.', 'Ce que consomment les services hébergés ailleurs.'],
    method: [
      'Compteur de la salle entière, mois par mois, en temps universel ; à défaut, ses factures, réparties par jour.',
      'Un compteur remis à zéro, un trou ou un saut impossible sont repérés et écrits dans le compte rendu de lecture.',
      'Rien n’est inventé pour les heures qui manquent : le total est alors un minimum.',
      'La couverture dit la part du mois réellement relevée ; un mois compte quand elle en atteint la moitié (règle de Trèfle).',
      'Le tableau donne les douze derniers mois ; le PUE d’un mois ne prend que les heures que les deux compteurs couvrent : il n’est pas toujours le rapport des deux colonnes.',
    ],
    perimeter: 'Salles serveurs relevées ou facturées',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Exporter les index du compteur de la salle en CSV (date, kWh cumulés), puis lancer « trefle pull ».',
  },
  compute({ observations }, period) {
    const periods = monthsUpTo(period, 12)
    const months = wholeMonths(observations, periods)
    const current = months.find(({ month }) => month === period)
    if (current === undefined) {
      const begun = wholeRooms(observations, period).length > 0
      return measureOf({ value: null, state: 'not-measured', missing: [begun ? 'Moins de la moitié de ce mois a été relevée : il n’est pas encore compté.' : 'Aucun relevé pour ce mois.'] })
    }
    const [steps, coverage] = [readingSteps('Électricité de la salle entière', current.readings), coverageSteps(current)]
    const [rooms, both] = [new Set(months.flatMap(({ readings }) => readings.map(({ subject }) => subject))), roomMonths(observations, periods)]
    const counted = current.readings.map(({ subject }) => subject)
    const paired = both.find(({ month }) => month === period)?.rooms ?? []
    const withIt = new Set(paired.map(({ room }) => room.subject))
    return measureOf({
      value: steps.value, derivation: steps, coverage, state: weakestOf(current.readings), ...basisOf(current.readings, rooms),
      missing: [
        ...((coverage.value ?? 0) < 1 ? ['Une partie du mois n’a été ni relevée ni facturée : le total est un minimum.'] : []),
        ...[...rooms].filter((room) => !counted.includes(room)).map((room) => `${room} : moins de la moitié du mois est connue, le total ne compte pas cette salle.`),
        ...counted.filter((room) => !withIt.has(room)).map((room) => `${room} : la part informatique n’est pas relevée, pas de PUE.`),
        ...paired.filter(({ room, it }) => (it.value ?? 0) > (room.value ?? 0)).map(({ room }) => `${room.subject} : l’informatique dépasse la salle entière. L’un des deux compteurs se trompe, ou ils sont intervertis.`),
      ],
      ...tablesOf([monthTable(both, months)]),
      inputs: { runs: [], sources: [...new Set(current.readings.map(({ source }) => source))].sort(), factors: [] },
    })
  },
})
