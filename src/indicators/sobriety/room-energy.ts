import { defineIndicator } from '#lib/define'
import { measureOf } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { meterSteps, monthTable, roomMonths, sourcesOf } from '#lib/estate/room-months'

export default defineIndicator({
  method: 1,
  unit: 'kWh',
  direction: 'down',
  cadence: 'month',
  freshDays: 45,
  catalogue: 'SOB-14',
  theme: 'serveurs',
  targetStyle: 'council-trajectory',
  formula: 'différence des index du compteur de la salle entière, par mois',
  references: [{ standard: 'trefle', id: 'SOB-14' }, { standard: 'law', id: 'Règlement délégué (UE) 2024/1364' }],
  reads: { metrics: ['energy.room', 'energy.it'] },
  text: {
    question: 'Combien d’électricité notre salle serveurs consomme-t-elle ?',
    title: 'Électricité mensuelle de la salle serveurs',
    answer: 'La salle serveurs a consommé {value} en {period}, froid et onduleurs compris.',
    says: ['L’électricité relevée aux compteurs : serveurs, froid, onduleurs et éclairage.'],
    doesNotSay: ['Combien de services ou de communes la salle sert : accueillir un service de plus fait monter le total.', 'Ce que consomment les services hébergés ailleurs.'],
    method: [
      'Différence des index du compteur de la salle entière, mois par mois, en temps universel.',
      'Un compteur remis à zéro, un trou ou un saut impossible sont repérés et écrits dans le compte rendu de lecture.',
      'Rien n’est inventé pour les heures qui manquent : le total est alors un minimum.',
      'La couverture dit la part du mois réellement relevée.',
      'Le tableau donne les douze derniers mois relevés, avec la part informatique.',
    ],
    perimeter: 'Salles serveurs dont la salle entière et l’informatique sont relevées',
    holder: 'Responsable de la salle serveurs',
    howToSupply: 'Exporter les index du compteur de la salle en CSV (date, kWh cumulés), puis lancer « trefle pull ».',
  },
  compute({ observations }, period) {
    const months = roomMonths(observations, monthsUpTo(period, 12))
    const current = months.find(({ month }) => month === period)
    if (current === undefined) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun relevé pour ce mois.'] })
    const steps = meterSteps('Électricité de la salle entière', [current], 'room')
    return measureOf({
      value: steps.value, derivation: steps, state: 'measured', coverage: current.coverage,
      missing: current.coverage < 1 ? ['Une partie du mois n’a pas été relevée : le total est un minimum.'] : [],
      breakdowns: [monthTable(months)],
      inputs: { runs: [], sources: sourcesOf([current]), factors: [] },
    })
  },
})
