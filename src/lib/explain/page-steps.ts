import type { Derivation, Origin } from '#model/derivation'
import type { FactorBook } from '#model/factor'
import type { AuditId, PageRecord } from '#model/result'
import { pageViewGramsCO2e } from '#maths/carbon'
import { ecoindexTables, quantilePosition } from '#maths/ecoindex'
import { factorValue } from '../factors/factor-book.ts'
import { derive, given, recompute } from './derivation.ts'

/** What a visit recorded, as a leaf. Null when it is not known. */
type Read = (label: string, value: number | null | undefined, unit: string, audit: AuditId) => Derivation | null
type Steps = (visit: PageRecord, factors: FactorBook, read: Read) => Derivation | null

const WORLD_GRID = 'web.grid.world-swdm-v4'
const BYTES_IN_GIGABYTE = 1e9
const method = (words: string): Origin => ({ kind: 'convention', words })

/** Sustainable Web Design Model, version 4: grams follow the bytes, by as many for each gigabyte (src/lib/maths/carbon.ts). */
const carbon: Steps = ({ results }, factors, read) => {
  const bytes = read('Octets transférés', results['sobriety/page-weight']?.[1], 'B', 'sobriety/page-weight')
  return bytes && derive('product', 'Carbone d’une première visite', 'gCO2e', [
    derive('quotient', 'Gigaoctets', 'Go', [bytes, given('Octets dans un gigaoctet', BYTES_IN_GIGABYTE, 'B/Go', method('unité'))]),
    given('Carbone d’un gigaoctet, usage et fabrication, selon le modèle SWDM v4', pageViewGramsCO2e(BYTES_IN_GIGABYTE, { grid: factorValue(factors, WORLD_GRID) }), 'gCO2e/Go', { kind: 'factor', id: WORLD_GRID }),
  ])
}

/** EcoIndex: three ranks among quantiles, weighted 3, 2 and 1, each class worth 5 points of 100 (src/lib/maths/ecoindex.ts). */
const ecoindex: Steps = ({ results }, factors, read) => {
  const details = results['sobriety/ecoindex']?.[3]
  const tables = ecoindexTables(factors)
  const rank = (label: string, value: number | undefined, table: readonly number[], weight: number): Derivation | null => {
    const counted = read(label, value, '', 'sobriety/ecoindex')
    return counted && derive('product', `${label} : ${String(value).replace('.', ',')}, rang pondéré`, '', [
      given('Rang parmi les quantiles', quantilePosition(table, counted.value ?? 0), '', [method('quantiles publiés par le collectif Green IT (CNUMR)'), ...counted.from ?? []]),
      given('Poids', weight, '', method('méthode EcoIndex')),
    ])
  }
  const kilobytes = details?.transfer === undefined ? undefined : details.transfer / 1000
  const ranks = [rank('Éléments de la page', details?.nodes, tables.dom, 3), rank('Requêtes', details?.requests, tables.requests, 2), rank('Kilooctets', kilobytes, tables.kilobytes, 1)]
  if (!ranks.every((each) => each !== null)) return null
  return derive('difference', 'EcoIndex', 'points', [given('Note la plus haute', 100, 'points', method('méthode EcoIndex')),
    derive('product', 'Points perdus', 'points', [derive('sum', 'Rangs pondérés', '', ranks), given('Points d’un rang : 5 sur la somme des poids', 5 / 6, 'points', method('méthode EcoIndex'))])])
}

const stepsOf: Readonly<Partial<Record<AuditId, Steps>>> = { 'sobriety/page-carbon': carbon, 'sobriety/ecoindex': ecoindex }

/** How the measure of a page follows from what its visit read. Null for one that was read as it is, and for one that today's method or factors do not give again. */
export function pageSteps(audit: AuditId, visit: PageRecord, factors: FactorBook): Derivation | null {
  const value = visit.results[audit]?.[1] ?? null
  const read: Read = (label, known, unit, of) =>
    known == null ? null : given(label, known, unit, { kind: 'visit', run: visit.run, site: visit.site, page: visit.page, audit: of, evidence: visit.evidence })
  const steps = stepsOf[audit]?.(visit, factors, read) ?? null
  const again = steps === null ? null : recompute(steps)
  return value !== null && again !== null && Math.abs(again - value) <= 1e-9 * Math.max(1, Math.abs(value)) ? steps : null
}
