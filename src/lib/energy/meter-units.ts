/** What one of each unit is worth, in kWh for a register and in kW for a gauge (SI: 1 kWh is 3.6 MJ). */
export const kWhPer = { MWh: 1000, kWh: 1, Wh: 1e-3, MJ: 1 / 3.6, J: 1 / 3.6e6, mJ: 1 / 3.6e9, µJ: 1 / 3.6e12 } as const
export const kWPer = { MW: 1000, kW: 1, W: 1e-3, mW: 1e-6, µW: 1e-9 } as const

/** How far a mean power may be from the highest of its place before its unit is in doubt. */
const LEAST_SHARE = 1e-3
const PLAUSIBLE_MARGIN = 1.5

/** A register falls when it restarts or rolls over, once in years: one that falls once in a hundred readings is none. */
const FALLING_SHARE = 0.01
/** Fewer falls than this are restarts, however short the file. */
const LEAST_FALLS = 3

export type UnitDoubt = 'a-thousand-times-too-small' | 'a-thousand-times-too-large' | 'not-a-register'

/** Power of a meter between its readings, in kW, as it is written: the impossible ones are not left out. `fallingShare`: of a register, the steps in which it falls. */
export type Pace = { meanKW: number; impossibleShare: number; fallingShare?: number }

/** Of a register, its power over the time in which it does not fall; null without a rise. A fall no larger than `resolutionKWh` is jitter. */
export function paceOfCounter(samples: readonly { atSeconds: number; kWh: number }[], maxPowerKW: number, resolutionKWh = 0): Pace | null {
  const steps = samples.flatMap((sample, i) => {
    const before = samples[i - 1]
    return before === undefined || before.kWh - sample.kWh > resolutionKWh ? [] : [{ kWh: sample.kWh - before.kWh, hours: (sample.atSeconds - before.atSeconds) / 3600 }]
  })
  const rises = steps.filter(({ kWh }) => kWh > 0)
  if (rises.length === 0) return null
  const falls = samples.length - 1 - steps.length
  const impossible = rises.filter(({ kWh, hours }) => kWh > maxPowerKW * PLAUSIBLE_MARGIN * hours)
  return { meanKW: total(steps.map(({ kWh }) => kWh)) / total(steps.map(({ hours }) => hours)), impossibleShare: impossible.length / rises.length, fallingShare: falls < LEAST_FALLS ? 0 : falls / (samples.length - 1) }
}

/** Of a power gauge; null without a reading. */
export function paceOfGauge(samples: readonly { kW: number }[], maxPowerKW: number): Pace | null {
  const known = samples.filter(({ kW }) => kW > 0)
  if (known.length === 0) return null
  return { meanKW: total(known.map(({ kW }) => kW)) / known.length, impossibleShare: known.filter(({ kW }) => kW > maxPowerKW * PLAUSIBLE_MARGIN).length / known.length }
}

/**
 * What is drawn in each interval read as a register; W written for kW, or kWh for Wh: most powers of a meter are impossible for its place, and a thousand times less (or
 * more) would be possible. Null when nothing is in doubt. Never corrected: a person changes the unit.
 */
export function unitDoubt({ meanKW, impossibleShare, fallingShare = 0 }: Pace, maxPowerKW: number): UnitDoubt | null {
  if (fallingShare > FALLING_SHARE) return 'not-a-register'
  const possible = (kW: number): boolean => kW <= maxPowerKW * PLAUSIBLE_MARGIN
  if (impossibleShare > 0.5) return possible(meanKW / 1000) ? 'a-thousand-times-too-large' : null
  return meanKW < maxPowerKW * LEAST_SHARE && possible(meanKW * 1000) ? 'a-thousand-times-too-small' : null
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
