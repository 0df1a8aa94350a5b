/** A reading of a cumulative energy register: seconds since 1970 (or any common origin) and kWh. */
export type CounterSample = { atSeconds: number; kWh: number }
/** A reading of a power gauge. */
export type GaugeSample = { atSeconds: number; kW: number }
export type Span = { fromSeconds: number; toSeconds: number }

/**
 * What is known of the power between two readings, as a straight line: both kinds of meter become segments, so that
 * months, common windows and ratios are computed once, in the same way.
 * - `covered`: consecutive readings; `rollover`: the same, past the end of the register;
 * - `spanned`: a gap that a counter spans, its energy is exact, only its shape is lost;
 * - `reset`: the register restarted, only what it shows since is known (lower bound);
 * - `outlier`: more than the installation can draw; its energy is not kept.
 */
export type Segment = Span & { startKW: number; endKW: number; state: 'covered' | 'rollover' | 'spanned' | 'reset' | 'outlier' }

export type CounterOptions = {
  /** Readings further apart than this leave a gap. */
  maxGapSeconds: number
  /** Value at which the register returns to 0, when its documentation gives it. */
  modulusKWh?: number
  /** Highest power that the installation can draw. */
  maxPowerKW?: number
  /** A fall no larger than this is jitter of the register, not a reset. */
  resolutionKWh?: number
}

/** Margin over the highest plausible power before an increment is set aside: meters are read late or early. */
const PLAUSIBLE_MARGIN = 1.5
const SECONDS_PER_HOUR = 3600

/**
 * Segments of a cumulative counter, from readings in order of time. Never a negative increment: a fall is a rollover
 * when the modulus is known and makes it plausible, else a reset.
 */
export function counterSegments(samples: readonly CounterSample[], options: CounterOptions): Segment[] {
  const { resolutionKWh = 0 } = options
  const segments: Segment[] = []
  let previous: CounterSample | undefined
  for (const sample of samples) {
    if (previous === undefined) { previous = sample; continue }
    requireOrder(previous.atSeconds, sample.atSeconds)
    segments.push(counterSegment(previous, sample, options))
    const jitter = sample.kWh < previous.kWh && previous.kWh - sample.kWh <= resolutionKWh
    // The register's highest value stays the base, or the next reading would count the fall twice.
    previous = jitter ? { atSeconds: sample.atSeconds, kWh: previous.kWh } : sample
  }
  return segments
}

function counterSegment(previous: CounterSample, sample: CounterSample, options: CounterOptions): Segment {
  const { maxGapSeconds, modulusKWh, maxPowerKW = Infinity, resolutionKWh = 0 } = options
  const hours = (sample.atSeconds - previous.atSeconds) / SECONDS_PER_HOUR
  const plausible = (kWh: number): boolean => kWh <= maxPowerKW * hours * PLAUSIBLE_MARGIN
  const build = (kWh: number, state: Segment['state']): Segment =>
    ({ fromSeconds: previous.atSeconds, toSeconds: sample.atSeconds, startKW: kWh / hours, endKW: kWh / hours, state })

  const rise = sample.kWh - previous.kWh
  if (rise >= -resolutionKWh) {
    if (!plausible(rise)) return build(0, 'outlier')
    return build(Math.max(0, rise), hours * SECONDS_PER_HOUR > maxGapSeconds ? 'spanned' : 'covered')
  }
  const rolled = modulusKWh === undefined ? Infinity : modulusKWh - previous.kWh + sample.kWh
  if (Number.isFinite(rolled) && plausible(rolled)) return build(rolled, hours * SECONDS_PER_HOUR > maxGapSeconds ? 'spanned' : 'rollover')
  return plausible(sample.kWh) ? build(sample.kWh, 'reset') : build(0, 'outlier')
}

/** Segments of a power gauge, by trapezoid; readings further apart than `maxGapSeconds` leave a hole. */
export function gaugeSegments(samples: readonly GaugeSample[], options: { maxGapSeconds: number; maxPowerKW?: number }): Segment[] {
  const { maxGapSeconds, maxPowerKW = Infinity } = options
  const plausible = samples.filter(({ kW }) => kW >= 0 && kW <= maxPowerKW * PLAUSIBLE_MARGIN)
  return plausible.flatMap((sample, i): Segment[] => {
    const previous = plausible[i - 1]
    if (previous === undefined) return []
    requireOrder(previous.atSeconds, sample.atSeconds)
    if (sample.atSeconds - previous.atSeconds > maxGapSeconds) return []
    return [{ fromSeconds: previous.atSeconds, toSeconds: sample.atSeconds, startKW: previous.kW, endKW: sample.kW, state: 'covered' }]
  })
}

function requireOrder(before: number, after: number): void {
  if (!(after > before)) throw new RangeError(`readings must be in order of time, each once: ${before} then ${after}`)
}

export type Energy = {
  kWh: number
  coveredSeconds: number
  /** Share 0..1 of the window in which the power was followed reading by reading. */
  coverage: number
}

/** Energy of one meter over a window; a reset adds the lower bound that is known, an outlier adds nothing. */
export function energyWithin(segments: readonly Segment[], window: Span): Energy {
  let kWh = 0
  let coveredSeconds = 0
  for (const segment of segments) {
    const overlap = intersection(segment, window)
    if (overlap === null) continue
    kWh += clippedKWh(segment, overlap)
    if (isCovered(segment)) coveredSeconds += overlap.toSeconds - overlap.fromSeconds
  }
  return { kWh, coveredSeconds, coverage: coveredSeconds / (window.toSeconds - window.fromSeconds) }
}

/** A stretch in which both meters are known, with the energy of each. */
export type PairedStretch = Span & { totalKWh: number; itKWh: number; covered: boolean }

/**
 * The stretches in which the whole installation and its IT load are both known: the only ones that a ratio may use.
 * A stretch in which either register restarted or jumped is left out of both: a lower bound over an exact figure
 * would not be a ratio. Both lists are in order of time; one pass.
 */
export function commonStretches(total: readonly Segment[], it: readonly Segment[]): PairedStretch[] {
  const stretches: PairedStretch[] = []
  let i = 0
  let j = 0
  for (let a = total[i], b = it[j]; a !== undefined && b !== undefined; a = total[i], b = it[j]) {
    const overlap = intersection(a, b)
    if (overlap !== null && isExact(a) && isExact(b)) {
      stretches.push({ ...overlap, totalKWh: clippedKWh(a, overlap), itKWh: clippedKWh(b, overlap), covered: isCovered(a) && isCovered(b) })
    }
    if (a.toSeconds <= b.toSeconds) i++
    if (b.toSeconds <= a.toSeconds) j++
  }
  return stretches
}

/** Energy of both meters over a window, from their common stretches; one that crosses a bound is shared by time. */
export function pairedEnergyWithin(stretches: readonly PairedStretch[], window: Span): { totalKWh: number; itKWh: number; coverage: number } {
  let totalKWh = 0
  let itKWh = 0
  let coveredSeconds = 0
  for (const stretch of stretches) {
    const overlap = intersection(stretch, window)
    if (overlap === null) continue
    const seconds = overlap.toSeconds - overlap.fromSeconds
    const share = seconds / (stretch.toSeconds - stretch.fromSeconds)
    totalKWh += stretch.totalKWh * share
    itKWh += stretch.itKWh * share
    if (stretch.covered) coveredSeconds += seconds
  }
  return { totalKWh, itKWh, coverage: coveredSeconds / (window.toSeconds - window.fromSeconds) }
}

function isExact({ state }: Segment): boolean {
  return state === 'covered' || state === 'rollover' || state === 'spanned'
}

function isCovered({ state }: Segment): boolean {
  return state === 'covered' || state === 'rollover'
}

function intersection(a: Span, b: Span): Span | null {
  const fromSeconds = Math.max(a.fromSeconds, b.fromSeconds)
  const toSeconds = Math.min(a.toSeconds, b.toSeconds)
  return fromSeconds < toSeconds ? { fromSeconds, toSeconds } : null
}

/** Integral of a straight line of power over a part of its segment. */
function clippedKWh(segment: Segment, part: Span): number {
  const slope = (segment.endKW - segment.startKW) / (segment.toSeconds - segment.fromSeconds)
  const middle = (part.fromSeconds + part.toSeconds) / 2 - segment.fromSeconds
  return ((segment.startKW + slope * middle) * (part.toSeconds - part.fromSeconds)) / SECONDS_PER_HOUR
}
