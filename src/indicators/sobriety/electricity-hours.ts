import { defineIndicator } from '#lib/define'
import { given } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'

export default defineIndicator({
  method: 1,
  unit: 'g/kWh',
  direction: 'context',
  cadence: 'month',
  freshDays: 75,
  theme: 'serveurs',
  targetStyle: 'none',
  formula: 'moyenne du mois, pondérée par la consommation nationale',
  references: [{ standard: 'trefle', id: 'éCO2mix (RTE)' }],
  reads: { metrics: ['electricity.direct-intensity'] },
  text: {
    question: 'À quelle heure l’électricité émet-elle le moins ?',
    title: 'Émissions directes de l’électricité produite en France, par mois et par heure',
    answer: 'En {period}, produire 1 kWh en France a émis {value} en moyenne, combustion seule.',
    says: ['Les heures où un calcul, une sauvegarde ou une recharge peut attendre, ou avancer.'],
    doesNotSay: ['Le carbone complet : ni l’extraction, ni la construction des centrales. Il ne sert donc à aucun bilan.', 'Ce qu’émettra la même heure demain.'],
    method: [
      'Intensité donnée par RTE tous les quarts d’heure, demandée en temps universel, rangée par heure locale.',
      'Moyenne pondérée par la consommation nationale, et non par le temps.',
      'Une intensité absente ou nulle est mise à part : elle n’est pas encore calculée.',
      'Le périmètre est la production française, combustion seule.',
      'Le bilan des salles et des équipements garde le facteur de l’ADEME.',
    ],
    perimeter: 'France, production ; émissions directes',
    holder: 'RTE, données ouvertes ODRÉ',
    howToSupply: 'Ajouter une source « eco2mix » à sources.yml avec son premier mois (since), puis lancer « trefle pull ».',
  },
  compute({ observations }, period) {
    const own = observations.filter((each) => each.period === period && each.value !== null)
    const mean = own.findLast(({ dimensions }) => dimensions.hour === 'all')
    if (mean === undefined || mean.value === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucune donnée pour ce mois.'] })
    const hours = own.flatMap(({ dimensions: { hour }, value, source }) => (hour === undefined || hour === 'all' || value === null ? [] : [{ hour: `${hour} h`, value: given('Moyenne pondérée de l’heure', value, 'gCO2e/kWh', { kind: 'import', source, facts: 1 }) }])).sort((a, b) => (a.hour < b.hour ? -1 : 1))
    const steps = given('Moyenne pondérée du mois', mean.value, 'gCO2e/kWh', { kind: 'import', source: mean.source, facts: 1 })
    return measureOf({
      value: steps.value, derivation: steps, state: mean.quality, coverage: mean.coverage === undefined || mean.coverage === null ? null : given('Part du mois que la courbe couvre', mean.coverage, '', { kind: 'import', source: mean.source, facts: 1 }),
      ...tablesOf([explainedTable('by-hour', 'Heure par heure', [['hour', 'Heure locale'], ['value', 'Émissions directes', 'g/kWh']], hours)]),
      inputs: { runs: [], sources: [mean.source], factors: [] },
    })
  },
})
