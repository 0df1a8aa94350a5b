import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import { defineIndicator } from '#lib/define'
import { deviceCount, devicesIn, fleetOf, type DeviceGroup } from '#lib/estate/fleet'
import { originsOf } from '#lib/estate/origins'
import { derive, given } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'
import { ageFromPurchaseYear } from '#maths/footprint'

const ofKnownYear = (groups: readonly DeviceGroup[]) => groups.flatMap((group) => (group.purchaseYear === null ? [] : [{ ...group, purchaseYear: group.purchaseYear }]))

/** Each year of purchase counts as many times as it has devices. */
function medianAge(groups: readonly DeviceGroup[], on: string): Derivation {
  const years = [...Map.groupBy(ofKnownYear(groups), ({ purchaseYear }) => purchaseYear)].sort(([a], [b]) => a - b)
  return derive('median', 'Âge médian', 'ans', years.map(([year, ofYear]) =>
    given(`Âge, le ${on}, des appareils achetés en ${year}`, ageFromPurchaseYear(year, on), 'ans', originsOf(ofYear), devicesIn(ofYear))))
}

function ageTable(groups: readonly DeviceGroup[], on: string, { devices }: FactorBook) {
  const byType = [...Map.groupBy(groups, ({ type }) => type)].map(([type, ofType]) => ({ factor: devices.get(type), label: devices.get(type)?.label ?? 'Type inconnu', ofType }))
  byType.sort((a, b) => devicesIn(b.ofType) - devicesIn(a.ofType) || a.label.localeCompare(b.label, 'fr'))
  return explainedTable('by-type', 'Par type d’équipement',
    [['type', 'Type'], ['devices', 'Appareils'], ['dated', 'Dont date d’achat connue'], ['median', 'Âge médian', 'year'], ['reference', 'Durée de vie de référence', 'year']],
    byType.map(({ factor, label, ofType }) => ({
      type: label, devices: deviceCount(ofType), dated: deviceCount(ofKnownYear(ofType), ofType), median: medianAge(ofType, on),
      reference: factor === undefined ? null : given('Durée de vie de référence', factor.lifetimeYears, 'ans', { kind: 'factor', id: factor.id }),
    })))
}

function byYear(groups: readonly DeviceGroup[]) {
  const years = [...Map.groupBy(groups, ({ purchaseYear }) => purchaseYear)].sort(([a], [b]) => (b ?? 0) - (a ?? 0))
  return explainedTable('by-purchase-year', 'Par année d’achat', [['year', 'Année d’achat'], ['devices', 'Appareils']],
    years.map(([year, ofYear]) => ({ year: year === null ? 'Non connue' : String(year), devices: deviceCount(ofYear) })))
}

export default defineIndicator({
  method: 1,
  unit: 'year',
  direction: 'up',
  cadence: 'year',
  freshDays: 400,
  theme: 'materiel',
  references: [{ standard: 'law', id: 'Décret 2022-1084, cycle de vie des équipements' }],
  reads: { metrics: ['fleet.devices'] },
  text: {
    question: 'Quel âge ont nos équipements ?',
    title: 'Âge médian des appareils en service',
    answer: 'En {period}, la moitié de nos équipements a plus de {value}.',
    says: ['Si les appareils sont gardés longtemps : la fabrication est souvent la plus grande part de leur empreinte.'],
    doesNotSay: ['La durée de vie complète : ces appareils servent encore.', 'Si un vieil appareil reçoit encore des mises à jour de sécurité.'],
    method: [
      'On retient les appareils en service dont l’année d’achat est connue.',
      'L’âge se compte à la date de l’inventaire, depuis le 1er juillet de l’année d’achat : le doute est d’une demi-année.',
      'La médiane partage le parc en deux moitiés ; quelques appareils très vieux ne la déplacent pas.',
      'Tous les types comptent ensemble ; le tableau les sépare.',
      'Un appareil sans date n’a pas d’âge : il baisse la couverture.',
    ],
    perimeter: 'Appareils en service déclarés dans l’inventaire',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Ajouter la date d’achat dans l’inventaire exporté en CSV, puis lancer « trefle pull ».',
  },
  compute({ observations, factors }, period) {
    const snapshot = fleetOf(observations, period, factors)
    if (snapshot === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun inventaire pour cette année.'] })
    const inUse = snapshot.groups.filter(({ state }) => state === 'in-use')
    const steps = medianAge(inUse, snapshot.on)
    const [devices, known] = [devicesIn(inUse), devicesIn(ofKnownYear(inUse))]
    return measureOf({
      value: steps.value, ...(steps.value === null ? {} : { derivation: steps }), state: 'computed',
      ...seenOf(deviceCount(ofKnownYear(inUse), inUse, 'Appareils d’âge connu'), deviceCount(inUse, inUse, 'Appareils en service')),
      missing: missingLine(devices - known, '1 appareil n’a pas de date d’achat.', (n) => `${n} appareils n’ont pas de date d’achat.`),
      ...tablesOf([ageTable(inUse, snapshot.on, factors), byYear(inUse)]),
      basis: [...new Set(inUse.map(({ organisation }) => organisation))].sort().join(' '),
      inputs: { runs: [], sources: snapshot.sources, factors: [] },
    })
  },
})
