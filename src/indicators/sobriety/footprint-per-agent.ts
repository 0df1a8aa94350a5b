import footprint from '#indicators/sobriety/fleet-footprint'
import { defineIndicator } from '#lib/define'
import { boundsOf, logNormalBounds } from '#lib/explain/explained-table'
import { converted, derive, given } from '#lib/explain/derivation'
import { measureOf } from '#lib/publish/measure'

export default defineIndicator({
  method: 2,
  unit: 'kg',
  direction: 'down',
  cadence: 'year',
  freshDays: 400,
  catalogue: 'SOB-02',
  theme: 'materiel',
  targetStyle: 'council-trajectory',
  formula: '1000 × empreinte du parc / agents équipés',
  references: [{ standard: 'trefle', id: 'SOB-02' }, { standard: 'law', id: 'Loi 2021-1485 (REEN), article 35' }],
  reads: { ...footprint.reads, metrics: ['fleet.devices'] },
  text: {
    question: 'Combien de carbone pour chaque agent équipé ?',
    title: 'Empreinte annuelle du parc par agent équipé',
    answer: 'En {period}, chaque agent équipé représente {value} d’équivalent CO2.',
    says: ['L’empreinte du parc, ramenée à celles et ceux qui s’en servent : deux années se comparent mieux ainsi.'],
    doesNotSay: ['Ce qu’un agent devrait faire : il ne choisit pas son équipement.', 'Une comparaison avec une ville qui compte les écoles autrement.'],
    method: [
      'Empreinte annuelle du parc, divisée par les agents équipés d’au moins un appareil.',
      'Le nombre d’agents est celui que la collectivité déclare pour la même année.',
      'L’intervalle est celui de l’empreinte ; le nombre d’agents est tenu pour exact.',
      'Les appareils des écoles sont dans l’empreinte quand ils sont dans l’inventaire.',
      'Sans nombre d’agents de l’année, il n’y a pas de valeur.',
    ],
    perimeter: 'Appareils en service et agents équipés déclarés',
    holder: 'Direction des ressources humaines',
    howToSupply: 'Écrire dans territory.yml le nombre d’agents équipés (equippedStaff), sa date et sa source.',
  },
  compute(facts, period) {
    const whole = footprint.compute(facts, period)
    const staff = facts.territory.equippedStaff
    if (whole.value === null) return whole
    if (staff === undefined || !staff.on.startsWith(period)) return measureOf({ value: null, state: 'not-measured', missing: ['Le nombre d’agents équipés n’est pas connu pour cette année.'] })
    const { derivation: _steps, bounds, counts, ...known } = whole
    const deviation = bounds?.low.parts[1]
    if (deviation?.value == null) throw new Error('a footprint that has a value has its bounds')
    const fleet = given('Empreinte du parc', whole.value, 'tCO2e/an', { kind: 'figure', of: { indicator: 'fleet-footprint', period } })
    const agents = given('Agents équipés', staff.value, 'agents', { kind: 'record', words: `territory.yml, au ${staff.on}` })
    const steps = derive('quotient', 'Empreinte par agent équipé', 'kgCO2e/an/agent', [
      converted('Empreinte du parc, en kilogrammes', 'kgCO2e/an', fleet, 1000, 'kilogrammes dans une tonne'),
      agents,
    ])
    return measureOf({ ...known, value: steps.value, derivation: steps, ...boundsOf(logNormalBounds(steps, deviation.value, deviation.from ?? [])), n: agents, denominator: null, coverage: counts?.coverage ?? null, breakdowns: [], rows: [] })
  },
})
