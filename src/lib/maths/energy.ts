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
 * when the modulus is known and makes it plausible, else a reset. One at a time, as all that follows: a year of minutes never
 * stands in memory.
 */
export function* counterSegments(samples: Iterable<CounterSample>, options: CounterOptions): Generator<Segment> {
  const { resolutionKWh = 0 } = options
  let previous: CounterSample | undefined
  for (const sample of samples) {
    if (previous === undefined) { previous = sample; continue }
    requireOrder(previous.atSeconds, sample.atSeconds)
    yield counterSegment(previous, sample, options)
    const jitter = sample.kWh < previous.kWh && previous.kWh - sample.kWh <= resolutionKWh
    // The register's highest value stays the base, or the next reading would count the fall twice.
    previous = jitter ? { atSeconds: sample.atSeconds, kWh: previous.kWh } : sample
  }
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

export type GaugeOptions = { maxGapSeconds: number; maxPowerKW?: number }

/** Segments of a power gauge, by trapezoid; readings further apart than `maxGapSeconds` leave a hole. */
export function* gaugeSegments(samples: Iterable<GaugeSample>, { maxGapSeconds, maxPowerKW = Infinity }: GaugeOptions): Generator<Segment> {
  let previous: GaugeSample | undefined
  for (const sample of samples) {
    if (sample.kW < 0 || sample.kW > maxPowerKW * PLAUSIBLE_MARGIN) continue
    if (previous !== undefined) {
      requireOrder(previous.atSeconds, sample.atSeconds)
      if (sample.atSeconds - previous.atSeconds <= maxGapSeconds) {
        yield { fromSeconds: previous.atSeconds, toSeconds: sample.atSeconds, startKW: previous.kW, endKW: sample.kW, state: 'covered' }
      }
    }
    previous = sample
  }
}

/**
 * Segments of a load curve: each reading is the mean power of the interval that ends with it. What no reading speaks of is a hole; two
 * readings nearer than their interval share none of it.
 */
export function* intervalSegments(samples: Iterable<GaugeSample>, { intervalSeconds, maxPowerKW = Infinity }: { intervalSeconds: number; maxPowerKW?: number }): Generator<Segment> {
  let end = -Infinity
  for (const { atSeconds, kW } of samples) {
    requireOrder(end, atSeconds)
    const fromSeconds = Math.max(end, atSeconds - intervalSeconds)
    end = atSeconds
    if (kW < 0) continue
    const plausible = kW <= maxPowerKW * PLAUSIBLE_MARGIN
    yield { fromSeconds, toSeconds: atSeconds, startKW: plausible ? kW : 0, endKW: plausible ? kW : 0, state: plausible ? 'covered' : 'outlier' }
  }
}

function requireOrder(before: number, after: number): void {
  if (!(after > before)) throw new RangeError(`readings must be in order of time, each once: ${before} then ${after}`)
}

/** A stretch in which both meters are known, with the energy of each. */
export type PairedStretch = Span & { totalKWh: number; itKWh: number; covered: boolean }

/**
 * The stretches in which the whole installation and its IT load are both known: the only ones that a ratio may use.
 * A stretch in which either register restarted or jumped is left out of both: a lower bound over an exact figure
 * would not be a ratio. Both lists are in order of time; one pass.
 */
export function* commonStretches(total: Iterable<Segment>, it: Iterable<Segment>): Generator<PairedStretch> {
  for (const [a, b, overlap] of overlaps(total, it)) {
    if (isExact(a) && isExact(b)) yield { ...overlap, totalKWh: clippedKWh(a, overlap), itKWh: clippedKWh(b, overlap), covered: isCovered(a) && isCovered(b) }
  }
}

/** The stretches in which one meter is known, by itself: nothing is said of the IT load. */
export function* ownStretches(meter: Iterable<Segment>): Generator<PairedStretch> {
  for (const segment of meter) if (isExact(segment)) yield { fromSeconds: segment.fromSeconds, toSeconds: segment.toSeconds, totalKWh: clippedKWh(segment, segment), itKWh: 0, covered: isCovered(segment) }
}

/** From the best known to the least: what is known of a sum is what is known of its weakest part. */
const strengths: readonly Segment['state'][] = ['covered', 'rollover', 'spanned', 'reset', 'outlier']

/** Several meters that feed one place, added: known only where each of them is. Both lists are in order of time; one pass. */
export function* addedSegments(one: Iterable<Segment>, other: Iterable<Segment>): Generator<Segment> {
  for (const [a, b, overlap] of overlaps(one, other)) {
    const state = strengths.indexOf(a.state) > strengths.indexOf(b.state) ? a.state : b.state
    yield { ...overlap, startKW: powerAt(a, overlap.fromSeconds) + powerAt(b, overlap.fromSeconds), endKW: powerAt(a, overlap.toSeconds) + powerAt(b, overlap.toSeconds), state }
  }
}

/** Every pair of segments that share some time, with that time. */
function* overlaps(one: Iterable<Segment>, other: Iterable<Segment>): Generator<[Segment, Segment, Span]> {
  const [left, right] = [one[Symbol.iterator](), other[Symbol.iterator]()]
  let [a, b] = [left.next(), right.next()]
  while (a.done !== true && b.done !== true) {
    const [first, second]: [Segment, Segment] = [a.value, b.value]
    const overlap = intersection(first, second)
    if (overlap !== null) yield [first, second, overlap]
    if (first.toSeconds <= second.toSeconds) a = left.next()
    if (second.toSeconds <= first.toSeconds) b = right.next()
  }
}

export type PairedEnergy = { totalKWh: number; itKWh: number; coverage: number }

/**
 * Energy of both meters over windows, from their common stretches: both in order of time, and no window over another. A stretch that
 * crosses a bound is shared by time. One pass.
 */
export function pairedEnergyOf(stretches: Iterable<PairedStretch>, windows: readonly Span[]): PairedEnergy[] {
  const sums = windows.map((window) => ({ window, totalKWh: 0, itKWh: 0, coveredSeconds: 0 }))
  let done = 0
  for (const stretch of stretches) {
    while ((sums[done]?.window.toSeconds ?? Infinity) <= stretch.fromSeconds) done++
    for (let i = done; i < sums.length; i++) {
      const sum = sums[i]
      const overlap = sum && intersection(stretch, sum.window)
      if (!overlap) break
      const seconds = overlap.toSeconds - overlap.fromSeconds
      const share = seconds / (stretch.toSeconds - stretch.fromSeconds)
      sum.totalKWh += stretch.totalKWh * share
      sum.itKWh += stretch.itKWh * share
      if (stretch.covered) sum.coveredSeconds += seconds
    }
  }
  return sums.map(({ window, totalKWh, itKWh, coveredSeconds }) => ({ totalKWh, itKWh, coverage: coveredSeconds / (window.toSeconds - window.fromSeconds) }))
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
  return (powerAt(segment, (part.fromSeconds + part.toSeconds) / 2) * (part.toSeconds - part.fromSeconds)) / SECONDS_PER_HOUR
}

function powerAt({ fromSeconds, toSeconds, startKW, endKW }: Segment, atSeconds: number): number {
  return startKW + ((endKW - startKW) * (atSeconds - fromSeconds)) / (toSeconds - fromSeconds)
}
