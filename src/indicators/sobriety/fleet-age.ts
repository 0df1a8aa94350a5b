import type { Derivation } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import { defineIndicator } from '#lib/define'
import { devicesIn, fleetOf, type DeviceGroup } from '#lib/estate/fleet'
import { originsOf } from '#lib/estate/origins'
import { derive, given } from '#lib/explain/derivation'
import { measureOf, missingLine, shareOf, tableOf } from '#lib/publish/measure'
import { ageFromPurchaseYear } from '#maths/footprint'

const ofKnownYear = (groups: readonly DeviceGroup[]) => groups.flatMap((group) => (group.purchaseYear === null ? [] : [{ ...group, purchaseYear: group.purchaseYear }]))

/** Each year of purchase counts as many times as it has devices. */
function medianAge(groups: readonly DeviceGroup[], on: string): Derivation {
  const years = [...Map.groupBy(ofKnownYear(groups), ({ purchaseYear }) => purchaseYear)].sort(([a], [b]) => a - b)
  return derive('median', 'Âge médian', 'ans', years.map(([year, ofYear]) =>
    given(`Âge, le ${on}, des appareils achetés en ${year}`, ageFromPurchaseYear(year, on), 'ans', originsOf(ofYear), devicesIn(ofYear))))
}

const dated = (groups: readonly DeviceGroup[]) => devicesIn(groups.filter(({ purchaseYear }) => purchaseYear !== null))

function byType(groups: readonly DeviceGroup[], on: string, { devices }: FactorBook) {
  const rows = [...Map.groupBy(groups, ({ type }) => type)].map(([type, ofType]) => ({
    type: devices.get(type)?.label ?? 'Type inconnu', devices: devicesIn(ofType), dated: dated(ofType), median: medianAge(ofType, on).value, reference: devices.get(type)?.lifetimeYears ?? null,
  }))
  return tableOf('by-type', 'Par type d’équipement',
    [['type', 'Type'], ['devices', 'Appareils'], ['dated', 'Dont date d’achat connue'], ['median', 'Âge médian', 'year'], ['reference', 'Durée de vie de référence', 'year']],
    rows.sort((a, b) => b.devices - a.devices || a.type.localeCompare(b.type, 'fr')))
}

function byYear(groups: readonly DeviceGroup[]) {
  const years = [...Map.groupBy(groups, ({ purchaseYear }) => purchaseYear)].sort(([a], [b]) => (b ?? 0) - (a ?? 0))
  return tableOf('by-purchase-year', 'Par année d’achat', [['year', 'Année d’achat'], ['devices', 'Appareils']],
    years.map(([year, ofYear]) => ({ year: year === null ? 'Non connue' : String(year), devices: devicesIn(ofYear) })))
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
    const snapshot = fleetOf(observations, period)
    if (snapshot === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun inventaire pour cette année.'] })
    const inUse = snapshot.groups.filter(({ state }) => state === 'in-use')
    const steps = medianAge(inUse, snapshot.on)
    const [devices, known] = [devicesIn(inUse), dated(inUse)]
    return measureOf({
      value: steps.value, ...(steps.value === null ? {} : { derivation: steps }), state: 'computed',
      coverage: shareOf(known, devices), n: known, denominator: devices,
      missing: missingLine(devices - known, '1 appareil n’a pas de date d’achat.', (n) => `${n} appareils n’ont pas de date d’achat.`),
      breakdowns: [byType(inUse, snapshot.on, factors), byYear(inUse)],
      basis: [...new Set(inUse.map(({ organisation }) => organisation))].sort().join(' '),
      inputs: { runs: [], sources: snapshot.sources, factors: [] },
    })
  },
})
