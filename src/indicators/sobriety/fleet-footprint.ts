import type { FactorBook } from '#model/factor'
import { defineIndicator, type Facts } from '#lib/define'
import { devicesIn, fleetOf, type DeviceGroup } from '#lib/estate/fleet'
import { factorOfYear } from '#lib/factors/factor-of-year'
import { measureOf, missingLine, shareOf, tableOf } from '#lib/publish/measure'
import { ageFromPurchaseYear, allocationYears, amortisedFootprint, type FleetFootprint, type FleetLine } from '#maths/footprint'

const electricity = 'electricity.fr.ademe'
const tonnes = (kg: number) => kg / 1000

/** One line a group of devices; a type without factor gives none, and lowers the coverage. */
function linesOf(groups: readonly DeviceGroup[], { devices }: FactorBook, on: string): FleetLine[] {
  return groups.flatMap(({ type, purchaseYear, count }) => {
    const factor = devices.get(type)
    if (factor === undefined) return []
    const { years } = allocationYears({ referenceYears: factor.lifetimeYears, ...(purchaseYear === null ? {} : { ageYears: ageFromPurchaseYear(purchaseYear, on) }) })
    return [{ type, quantity: count, embodiedKgCO2e: factor.embodiedKgCO2e, useKWhPerYear: factor.useKWhPerYear, allocationYears: years, relativeStandardDeviation: factor.relativeStandardDeviation }]
  })
}

function byType({ types }: FleetFootprint, { devices }: FactorBook) {
  return tableOf('by-type', 'Par type d’équipement, du plus lourd au plus léger',
    [['type', 'Type'], ['devices', 'Appareils'], ['embodied', 'Fabrication, par an', 'kg'], ['use', 'Électricité, par an', 'kg'], ['total', 'Total, par an', 'kg'], ['low', 'Au moins', 'kg'], ['high', 'Au plus', 'kg']],
    types.map((type) => ({
      type: devices.get(type.type)?.label ?? type.type, devices: type.quantity,
      embodied: type.embodiedKgCO2ePerYear, use: type.useKgCO2ePerYear, total: type.kgCO2ePerYear, low: type.interval.low, high: type.interval.high,
    })))
}

function byOrganisation(inUse: readonly DeviceGroup[], footprintOf: (groups: readonly DeviceGroup[]) => FleetFootprint, { territory }: Facts) {
  const rows = [...Map.groupBy(inUse, ({ organisation }) => organisation)].map(([id, groups]) => {
    const { total } = footprintOf(groups)
    return { organisation: territory.organisations.find((each) => each.id === id)?.name ?? id, devices: devicesIn(groups), total: total.kgCO2e, low: total.interval.low, high: total.interval.high }
  })
  return tableOf('by-organisation', 'Par organisation',
    [['organisation', 'Organisation'], ['devices', 'Appareils'], ['total', 'Total, par an', 'kg'], ['low', 'Au moins', 'kg'], ['high', 'Au plus', 'kg']],
    rows.sort((a, b) => b.total - a.total))
}

const stateLabels: Record<string, string> = { 'in-use': 'En service', 'in-stock': 'En réserve', retired: 'Sorti du parc' }

function byState(groups: readonly DeviceGroup[]) {
  return tableOf('by-state', 'Appareils de l’inventaire, selon leur état', [['state', 'État'], ['devices', 'Appareils']],
    [...Map.groupBy(groups, ({ state }) => state)].map(([state, ofState]) => ({ state: stateLabels[state] ?? 'État non précisé', devices: devicesIn(ofState) })))
}

export default defineIndicator({
  method: 1,
  unit: 't',
  direction: 'down',
  cadence: 'year',
  freshDays: 400,
  catalogue: 'SOB-01',
  theme: 'materiel',
  targetStyle: 'council-trajectory',
  formula: '(fabrication / durée de vie + électricité d’usage) de chaque appareil en service, additionnées',
  references: [{ standard: 'trefle', id: 'SOB-01' }, { standard: 'law', id: 'Loi REEN 2021-1485, article 35' }],
  reads: { metrics: ['fleet.devices'], factors: [electricity] },
  text: {
    question: 'Combien de carbone nos équipements représentent-ils ?',
    title: 'Empreinte carbone annuelle du parc informatique',
    answer: 'Nos équipements représentent {value} d’équivalent CO2 en {period}, fabrication et électricité comprises.',
    says: ['L’ordre de grandeur, sur une année, des gaz à effet de serre liés à la fabrication et à l’usage des appareils en service.', 'Quels types d’appareils pèsent le plus.'],
    doesNotSay: ['Ce que pèsent la salle serveurs, les réseaux et les services hébergés ailleurs.', 'Une valeur exacte : les facteurs sont des moyennes par type d’appareil.', 'Une comparaison possible avec une ville qui compte autrement.'],
    method: [
      'On compte les appareils en service de l’inventaire ; la réserve et les appareils sortis sont montrés à part.',
      'Fabrication : le facteur du type, réparti sur sa durée de vie de référence, ou sur l’âge réel s’il la dépasse.',
      'Électricité : la consommation annuelle du type, multipliée par le facteur ADEME du mix français de consommation.',
      'Intervalle à 90 % : les appareils d’un même type se trompent ensemble, les types sont indépendants.',
      'Un type inconnu n’est pas compté : il baisse la couverture.',
    ],
    perimeter: 'Appareils en service déclarés dans l’inventaire',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Exporter l’inventaire du parc en CSV (type, état, date d’achat, organisation), le déposer dans le dossier des sources, puis lancer « trefle pull ».',
  },
  compute(facts, period) {
    const snapshot = fleetOf(facts.observations, period)
    if (snapshot === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun inventaire pour cette année.'] })
    const grid = factorOfYear(facts.factors, electricity, Number(period))
    const footprintOf = (groups: readonly DeviceGroup[]) =>
      amortisedFootprint(linesOf(groups, facts.factors, snapshot.on), { kgCO2ePerKWh: grid.value, relativeStandardDeviation: grid.relativeStandardDeviation ?? 0 })
    const inUse = snapshot.groups.filter(({ state }) => state === 'in-use')
    const footprint = footprintOf(inUse)
    const devices = devicesIn(inUse)
    const known = footprint.quantity > 0
    return measureOf({
      value: known ? tonnes(footprint.total.kgCO2e) : null,
      low: known ? tonnes(footprint.total.interval.low) : null,
      high: known ? tonnes(footprint.total.interval.high) : null,
      state: 'estimated',
      coverage: shareOf(footprint.quantity, devices), n: footprint.quantity, denominator: devices,
      missing: [
        ...missingLine(devices - footprint.quantity, '1 appareil a un type inconnu : il n’est pas compté.', (n) => `${n} appareils ont un type inconnu : ils ne sont pas comptés.`),
        ...missingLine(footprint.quantityWithoutUse, '1 appareil n’a pas de consommation connue : seule sa fabrication est comptée.', (n) => `${n} appareils n’ont pas de consommation connue : seule leur fabrication est comptée.`),
      ],
      breakdowns: [byType(footprint, facts.factors), byOrganisation(inUse, footprintOf, facts), byState(snapshot.groups)],
      basis: [...new Set(inUse.map(({ organisation }) => organisation))].sort().join(' '),
      inputs: { runs: [], sources: snapshot.sources, factors: [grid.id, ...footprint.types.map(({ type }) => type)].sort() },
    })
  },
})
