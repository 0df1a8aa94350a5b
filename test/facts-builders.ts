import type { DeviceFactor, Factor, FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import type { CompactResult, PageRecord } from '#model/result'
import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import type { Facts } from '#lib/define'
import { aPage, aRun } from './record-builders.ts'

export const aTerritory: Territory = {
  id: 'essai', name: 'Essai', example: true, timeZone: 'Europe/Paris', contact: { email: 'numerique@essai.example', function: 'Direction du numérique' },
  organisations: [{ id: 'ville', name: 'Ville d’Essai', kind: 'commune' }, { id: 'ecoles', name: 'Écoles', kind: 'direction', parent: 'ville' }],
}

export function aSite(id: string, part: Partial<Site> = {}): Site {
  return { id, name: `Site ${id}`, url: `https://${id}.essai.example/`, organisation: 'ville', perHost: 1, sameOrganisation: [], pages: [{ id: 'accueil', path: '/', role: 'home' }], ...part }
}

/** Kilograms and kilowatt-hours that are easy to check by hand; real ones live in datasets/factors. */
const device = (id: string, embodiedKgCO2e: number, useKWhPerYear: number | null, lifetimeYears: number): DeviceFactor => ({
  id, type: 'computer', label: `Type ${id}`, embodiedKgCO2e, useKWhPerYear, lifetimeYears, relativeStandardDeviation: 0.3, uncertaintyBasis: 'assumption', perimeter: 'essai', year: 2024, source: 'essai', licence: 'essai',
})
const grid: Factor = { id: 'electricity.fr.ademe.2024', name: 'Essai', value: 0.05, unit: 'kgCO2e/kWh', perimeter: 'essai', year: 2024, source: 'essai', licence: 'essai', relativeStandardDeviation: 0.1, uncertaintyBasis: 'assumption' }
/** A refurbished laptop carries 40 % of a new one's making, any other device half of it. */
const making = (type: string, value: number, relativeStandardDeviation: number): Factor => ({ ...grid, id: `refurbished.making-share.${type}`, unit: 'share', value, relativeStandardDeviation })
const meter: Factor = { ...grid, id: 'meter.undeclared-accuracy', unit: '%', value: 5, relativeStandardDeviation: null }
export const aFactorBook: FactorBook = {
  factors: new Map([grid, meter, making('laptop', 0.4, 0.5), making('other', 0.5, 0.6)].map((each) => [each.id, each])),
  devices: new Map([device('laptop', 200, 30, 5), device('monitor', 100, null, 8)].map((each) => [each.id, each])),
}

export function facts(part: Partial<Facts> = {}): Facts {
  return { territory: aTerritory, sites: [aSite('a'), aSite('b'), aSite('c')], runs: [aRun()], pages: [], observations: [], factors: aFactorBook, ...part }
}

/** Pages of one run, each with one verdict: "site/page" → result as it is kept, or null for a page that could not be measured. */
export function pagesWith(audit: string, results: Record<string, CompactResult | null>): PageRecord[] {
  return Object.entries(results).map(([key, result]) => {
    const [site = '', page = ''] = key.split('/')
    const seen = { site, page, role: page === 'accueil' ? 'home' as const : 'other' as const }
    return result === null
      ? aPage({ ...seen, status: 'not-measured', failure: { code: 'timeout', detail: 'late' }, results: { [audit]: ['unknown', null, null, {}, 'timeout'] } })
      : aPage({ ...seen, results: { [audit]: result } })
  })
}

export const value = (amount: number): CompactResult => ['informative', amount, null, {}]
export const outcome = (word: CompactResult[0]): CompactResult => [word, null, null, {}]

export function anObservation(part: Partial<Observation> = {}): Observation {
  return { metric: 'fleet.devices', subject: 'ville', period: '2026', value: 1, unit: 'count', quality: 'declared', source: 'parc', at: '2026-10-31T08:00:00Z', dimensions: {}, ...part }
}

export function devices(count: number, dimensions: Record<string, string> = {}, part: Partial<Observation> = {}): Observation {
  return anObservation({ value: count, dimensions: { type: 'laptop', organisation: 'ville', state: 'in-use', purchaseYear: '2024', refurbished: 'no', ...dimensions }, ...part })
}

/** The two meters of one month. */
export function meters(period: string, roomKWh: number, itKWh: number, coverage = 1): Observation[] {
  const fact = { subject: 'salle', period, unit: 'kWh', coverage, quality: 'measured', source: 'compteurs' } as const
  return [anObservation({ ...fact, metric: 'energy.room', value: roomKWh }), anObservation({ ...fact, metric: 'energy.it', value: itKWh })]
}
