import { co2 } from '@tgwf/co2'

export type GridSegment = 'dataCenter' | 'network' | 'device'
export type CarbonOptions = {
  /** Electricity of use in g CO2e/kWh, for all segments or for each; a missing segment takes the model's 494. */
  grid?: number | Partial<Record<GridSegment, number>>
  /** Share 0..1 of the data centre's electricity that is renewable. */
  greenHostingFactor?: number
  /** Shares 0..1 of first and returning visits, adding up to 1, and of the bytes that a return loads again. */
  visits?: { first: number; returning: number; reloadRatio: number }
}

const sustainableWebDesign = new co2({ model: 'swd', version: 4 })

/**
 * Grams of CO2e of one page view by the Sustainable Web Design Model, version 4
 * (https://sustainablewebdesign.org/calculating-digital-emissions): operational and embodied energy of
 * data centre, network and device, GB = 10^9 bytes. Embodied emissions always use the world's 494 g/kWh.
 * Without `visits` the view is a first visit. Throws a RangeError for values that the model cannot carry:
 * the library would replace them by its defaults.
 */
export function pageViewGramsCO2e(transferBytes: number, options: CarbonOptions = {}): number {
  const { grid = {}, greenHostingFactor = 0, visits = { first: 1, returning: 0, reloadRatio: 0 } } = options
  const gridIntensity = typeof grid === 'number' ? { dataCenter: grid, network: grid, device: grid } : grid
  requirePositive('bytes', transferBytes)
  for (const intensity of Object.values(gridIntensity)) requirePositive('grid intensity', intensity)
  for (const share of [greenHostingFactor, ...Object.values(visits)]) requireShare(share)
  if (Math.abs(visits.first + visits.returning - 1) > 1e-9) throw new RangeError('first and returning visits must add up to 1')
  const trace = sustainableWebDesign.perVisitTrace(transferBytes, false, {
    gridIntensity,
    greenHostingFactor,
    firstVisitPercentage: visits.first,
    returnVisitPercentage: visits.returning,
    dataReloadRatio: visits.reloadRatio,
  })
  if (typeof trace.co2 !== 'number') throw new TypeError('@tgwf/co2 answered segments where a total was expected')
  return trace.co2
}

function requirePositive(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`${name}: expected a number of 0 or more, got ${value}`)
}

function requireShare(value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`expected a share from 0 to 1, got ${value}`)
}
