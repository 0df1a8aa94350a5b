import type { Segment } from '#maths/energy'

const QUARTER_SECONDS = 900

/**
 * The same energy in fewer segments: those that were followed reading by reading are joined within a quarter of an hour
 * (UTC), as their mean power. What is lost is the shape inside a quarter; incidents and gaps stay as they are.
 */
export function* joined(segments: Iterable<Segment>): Generator<Segment> {
  let held: Segment | undefined
  for (const segment of segments) {
    if (held !== undefined && joins(held, segment)) { held = together(held, segment); continue }
    if (held !== undefined) yield held
    held = segment
  }
  if (held !== undefined) yield held
}

function joins(held: Segment, next: Segment): boolean {
  const quarter = (seconds: number): number => Math.floor(seconds / QUARTER_SECONDS)
  return held.state === 'covered' && next.state === 'covered' && held.toSeconds === next.fromSeconds && quarter(held.fromSeconds) === quarter(next.toSeconds - 1)
}

function together(a: Segment, b: Segment): Segment {
  const [before, after] = [a.toSeconds - a.fromSeconds, b.toSeconds - b.fromSeconds]
  const meanKW = ((a.startKW + a.endKW) * before + (b.startKW + b.endKW) * after) / (2 * (before + after))
  return { fromSeconds: a.fromSeconds, toSeconds: b.toSeconds, startKW: meanKW, endKW: meanKW, state: 'covered' }
}
