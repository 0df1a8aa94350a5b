import { defineIndicator } from '#lib/define'
import type { Measure } from '#model/indicator'
import type { Observation } from '#model/observation'
import type { Period } from '#model/quantity'
import { derive, given } from '#lib/explain/derivation'
import { tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'
import { monthsUpTo } from '#lib/time/period'
import { originsOf } from '#lib/estate/origins'
import { coverageSteps, meterSteps, monthTable, roomMonths, sourcesOf } from '#lib/estate/room-months'

/** Without two meters, what the bills of the rooms say: the whole room, and nothing of the IT load. */
function ofBills(observations: readonly Observation[], period: Period): Measure {
  const billed = [...Map.groupBy(observations.filter((each) => each.metric === 'energy.room' && each.period === period && each.value !== null), ({ subject }) => subject).values()]
    .flatMap((own) => own.toSorted((a, b) => (b.coverage ?? 1) - (a.coverage ?? 1)).slice(0, 1))
  if (billed.length === 0) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun relevé pour ce mois.'] })
  const steps = derive('sum', 'Électricité de la salle entière', 'kWh', billed.map(({ subject, value, source }) => given(`${subject}, ${period}`, value ?? 0, 'kWh', { kind: 'import', source, facts: 1 })))
  const coverage = derive('least', 'Part facturée du mois, dans la salle où elle est la plus basse', '', billed.map((each) => given(`${each.subject}, ${period}`, each.coverage ?? 1, '', originsOf([each]))))
  return measureOf({
    value: steps.value, derivation: steps, coverage, basis: 'factures',
    state: billed.some(({ quality }) => quality === 'estimated') ? 'estimated' : billed.every(({ quality }) => quality === 'measured') ? 'measured' : 'declared',
    missing: ['La part informatique n’est pas relevée : pas de PUE.', ...((coverage.value ?? 0) < 1 ? ['Une partie du mois n’est pas facturée : le total est un minimum.'] : [])],
    inputs: { runs: [], sources: [...new Set(billed.map(({ source }) => source))].sort(), factors: [] },
  })
}

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
    if (current === undefined) return ofBills(observations, period)
    const steps = meterSteps('Électricité de la salle entière', [current], 'room')
    return measureOf({
      value: steps.value, derivation: steps, state: 'measured', coverage: coverageSteps(current),
      missing: current.coverage < 1 ? ['Une partie du mois n’a pas été relevée : le total est un minimum.'] : [],
      ...tablesOf([monthTable(months)]),
      inputs: { runs: [], sources: sourcesOf([current]), factors: [] },
    })
  },
})
