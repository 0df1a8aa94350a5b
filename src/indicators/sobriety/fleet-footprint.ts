import { defineIndicator, type Facts } from '#lib/define'
import { deviceCount, devicesIn, fleetOf, type DeviceGroup } from '#lib/estate/fleet'
import { electricity, footprintOf, gridOf, inRoom, inUse as devicesInUse, makingFactor } from '#lib/estate/fleet-carbon'
import { ageRows, deviationOrigins, footprintTable, typeTable, type FootprintRow } from '#lib/estate/fleet-tables'
import { methodTable, mineralTable, refurbishedTable } from '#lib/estate/making-tables'
import { ASSUMED_ACCURACY } from '#lib/energy/grid-carbon'
import { derive, given } from '#lib/explain/derivation'
import { boundsOf, explainedTable, logNormalBounds, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'
import { scenarioTable } from '#lib/scenarios/scenario-table'
import type { FleetFootprint } from '#maths/footprint'
import { FleetScenarios } from '#model/fleet-scenario'
import standing from '../../../datasets/scenarios/fleet.json' with { type: 'json' }

const { scenarios } = FleetScenarios.parse(standing)

const KG_PER_TONNE = 1000

function organisationRows(inUse: readonly DeviceGroup[], footprint: (groups: readonly DeviceGroup[]) => FleetFootprint, { territory }: Facts): FootprintRow[] {
  const rows = [...Map.groupBy(inUse, ({ organisation }) => organisation)].map(([id, groups]) => {
    return { name: territory.organisations.find((each) => each.id === id)?.name ?? id, groups, footprint: footprint(groups) }
  })
  return rows.sort((a, b) => b.footprint.total.kgCO2e - a.footprint.total.kgCO2e)
}

const stateLabels: Record<string, string> = { 'in-use': 'En service', 'in-stock': 'En réserve', retired: 'Sorti du parc' }

function byState(groups: readonly DeviceGroup[]) {
  return explainedTable('by-state', 'Appareils de l’inventaire, selon leur état', [['state', 'État'], ['devices', 'Appareils']],
    [...Map.groupBy(groups, ({ state }) => state)].map(([state, ofState]) => ({ state: stateLabels[state] ?? 'État non précisé', devices: deviceCount(ofState) })))
}

export default defineIndicator({
  method: 2,
  unit: 't',
  direction: 'down',
  cadence: 'year',
  freshDays: 400,
  catalogue: 'SOB-01',
  theme: 'materiel',
  targetStyle: 'council-trajectory',
  formula: '(fabrication / durée de vie + électricité d’usage) de chaque appareil en service, additionnées',
  references: [{ standard: 'trefle', id: 'SOB-01' }, { standard: 'law', id: 'Loi REEN 2021-1485, article 35' }],
  reads: { metrics: ['fleet.devices', 'fleet.purchases'], beside: ['energy.room', 'energy.it'], factors: [electricity] },
  text: {
    question: 'Combien de carbone nos équipements représentent-ils ?',
    title: 'Empreinte carbone annuelle du parc informatique',
    answer: 'Nos équipements représentent {value} d’équivalent CO2 en {period}, fabrication et électricité comprises.',
    says: ['L’ordre de grandeur, sur une année, des gaz à effet de serre liés à la fabrication et à l’usage des appareils en service.', 'Quels types d’appareils pèsent le plus.'],
    doesNotSay: ['Ce que pèsent les réseaux et les services hébergés ailleurs.', 'Un chiffre à ajouter au carbone de la salle serveurs : l’électricité des serveurs est dans les deux.', 'Une valeur exacte : les facteurs sont des moyennes par type d’appareil.', 'Une comparaison possible avec une ville qui compte autrement.'],
    method: [
      'On compte les appareils en service de l’inventaire ; la réserve et les appareils sortis sont montrés à part.',
      'Fabrication : le facteur du type, réparti sur sa durée de vie de référence, ou sur l’âge réel s’il la dépasse ; un appareil reconditionné n’en porte qu’une part.',
      'Électricité : la consommation annuelle du type, multipliée par le facteur ADEME du mix français de consommation, et pour un serveur par le PUE de la salle quand il est relevé.',
      'Intervalle à 90 % : les appareils d’un même type se trompent ensemble, les types sont indépendants.',
      'Un type inconnu n’est pas compté : il baisse la couverture.',
    ],
    perimeter: 'Appareils en service déclarés dans l’inventaire, serveurs compris, avec ce que leur salle ajoute quand son PUE est relevé',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Exporter l’inventaire du parc en CSV (type, état, date d’achat, organisation), le déposer dans le dossier des sources, puis lancer « trefle pull ».',
  },
  compute(facts, period) {
    const snapshot = fleetOf(facts.observations, period, facts.factors)
    if (snapshot === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun inventaire pour cette année.'] })
    const year = Number(period)
    const ofGroups = (groups: readonly DeviceGroup[]) => footprintOf(groups, facts.factors, snapshot, year)
    const inUse = devicesInUse(snapshot.groups)
    const footprint = ofGroups(inUse)
    const devices = devicesIn(inUse)
    const known = footprint.quantity > 0
    const types = footprint.types.map(({ type }) => type)
    const organisations = footprintTable('by-organisation', 'Par organisation', 'Organisation', organisationRows(inUse, ofGroups, facts))
    const ages = footprintTable('by-age', 'Par âge des appareils', 'Âge', ageRows(inUse, snapshot.on, ofGroups))
    const servers = devicesIn(inUse.filter(inRoom))
    const making = inUse.flatMap((group) => (facts.factors.devices.has(group.type) ? makingFactor(group, facts.factors)?.id ?? [] : []))
    const steps = derive('quotient', 'Empreinte carbone annuelle du parc', 'tCO2e/an', [footprint.steps, given('Kilogrammes dans une tonne', KG_PER_TONNE, 'kg/t', { kind: 'convention', words: 'unité' })])
    return measureOf({
      value: known ? steps.value : null,
      ...(known ? boundsOf(logNormalBounds(steps, footprint.total.relativeStandardDeviation, deviationOrigins(types))) : {}),
      state: 'estimated',
      ...seenOf(deviceCount(inUse.filter(({ type }) => facts.factors.devices.has(type)), inUse, 'Appareils dont le type a un facteur'), deviceCount(inUse, inUse, 'Appareils en service')),
      missing: [
        ...missingLine(devices - footprint.quantity, '1 appareil a un type inconnu : il n’est pas compté.', (n) => `${n} appareils ont un type inconnu : ils ne sont pas comptés.`),
        ...missingLine(footprint.quantityWithoutUse, '1 appareil n’a pas de consommation connue : seule sa fabrication est comptée.', (n) => `${n} appareils n’ont pas de consommation connue : seule leur fabrication est comptée.`),
        ...(servers > 0 && snapshot.pue === null ? ['Le PUE de la salle n’est pas relevé cette année : l’électricité des serveurs est comptée sans le froid ni les pertes.'] : []),
        ...(servers > 0 && snapshot.pue?.assumed ? [ASSUMED_ACCURACY] : []),
      ],
      ...tablesOf([
        typeTable(inUse, footprint, facts.factors), organisations, ages,
        methodTable(inUse, footprint, facts.observations, period, facts.factors, snapshot), ...mineralTable(inUse, footprint, facts.factors),
        ...refurbishedTable(inUse, facts.factors), scenarioTable(snapshot, footprint, year, facts.factors, scenarios), byState(snapshot.groups),
      ]),
      basis: [...new Set(inUse.map(({ organisation }) => organisation))].sort().join(' '),
      inputs: {
        runs: [], sources: [...new Set([...snapshot.sources, ...(servers > 0 ? snapshot.pue?.sources ?? [] : [])])].sort(),
        factors: [...new Set([gridOf(facts.factors, year).factor ?? '', ...types, ...making])].filter((id) => id !== '').sort(),
      },
      ...(known ? { derivation: steps } : {}),
    })
  },
})
