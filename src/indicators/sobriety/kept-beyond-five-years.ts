import { defineIndicator } from '#lib/define'
import { deviceCount, devicesIn, fleetOf } from '#lib/estate/fleet'
import { converted, derive } from '#lib/explain/derivation'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'
import { ageFromPurchaseYear } from '#maths/footprint'

const YEARS = 5

export default defineIndicator({
  method: 1,
  unit: '%',
  direction: 'range',
  cadence: 'year',
  freshDays: 400,
  catalogue: 'SOB-06',
  theme: 'materiel',
  targetStyle: 'watch',
  smallest: 10,
  formula: 'appareils en service de plus de cinq ans / appareils en service d’âge connu',
  references: [{ standard: 'trefle', id: 'SOB-06' }, { standard: 'law', id: 'Décret 2022-1084' }],
  reads: { metrics: ['fleet.devices'] },
  text: {
    question: 'Gardons-nous nos appareils plus de cinq ans ?',
    title: 'Part du parc en service depuis plus de cinq ans',
    answer: 'En {period}, {value} des {n} appareils d’âge connu ont plus de cinq ans.',
    says: ['Si les appareils sont gardés au-delà de l’usage courant.'],
    doesNotSay: ['Que toujours plus serait mieux : un appareil trop vieux ne reçoit plus de mises à jour de sécurité.', 'La durée de vie complète : ces appareils servent encore.'],
    method: [
      'Appareils en service de plus de cinq ans, divisés par ceux dont l’année d’achat est connue.',
      'L’âge se compte à la date de l’inventaire, depuis le 1er juillet de l’année d’achat.',
      'Un appareil sans date n’a pas d’âge : il baisse la couverture.',
      'La réserve et les appareils sortis ne comptent pas.',
      'Ce chiffre se lit entre deux bornes : ni renouveler trop tôt, ni garder sans protéger.',
    ],
    perimeter: 'Appareils en service déclarés dans l’inventaire',
    holder: 'Responsable du parc informatique',
    howToSupply: 'Ajouter la date d’achat dans l’inventaire exporté en CSV, puis lancer « trefle pull ».',
  },
  compute({ observations, factors }, period) {
    const snapshot = fleetOf(observations, period, factors)
    if (snapshot === null) return measureOf({ value: null, state: 'not-measured', missing: ['Aucun inventaire pour cette année.'] })
    const inUse = snapshot.groups.filter(({ state }) => state === 'in-use')
    const dated = inUse.filter(({ purchaseYear }) => purchaseYear !== null)
    const old = dated.filter(({ purchaseYear }) => purchaseYear !== null && ageFromPurchaseYear(purchaseYear, snapshot.on) > YEARS)
    const [devices, known] = [devicesIn(inUse), devicesIn(dated)]
    const ofKnownAge = deviceCount(dated, inUse, 'Appareils en service d’âge connu')
    const share = derive('quotient', 'Part de plus de cinq ans', '', [deviceCount(old, inUse, 'Appareils en service de plus de cinq ans'), ofKnownAge])
    const steps = converted('Part du parc de plus de cinq ans', '%', share, 100, 'pour cent')
    return measureOf({
      value: steps.value, ...(steps.value === null ? {} : { derivation: steps }), state: 'computed',
      ...seenOf(ofKnownAge, deviceCount(inUse, inUse, 'Appareils en service')),
      missing: missingLine(devices - known, '1 appareil n’a pas de date d’achat.', (n) => `${n} appareils n’ont pas de date d’achat.`),
      basis: [...new Set(inUse.map(({ organisation }) => organisation))].sort().join(' '),
      inputs: { runs: [], sources: snapshot.sources, factors: [] },
    })
  },
})
