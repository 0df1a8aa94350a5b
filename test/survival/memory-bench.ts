import { readFile } from 'node:fs/promises'
import { html, page, type Bench, type Route, type Visit } from './bench.ts'

/** A page that uses what leaks in browsers: elements, listeners, timers, canvases, strings. */
const ordinary: Route = (_request, response) => response.writeHead(200, html).end(`<!doctype html><html lang="fr"><head><title>Page</title><link rel="icon" href="data:,"></head><body>
  <h1>Mairie</h1><canvas width="800" height="600"></canvas><ul id="liste"></ul><script>
  for (let n = 0; n < 1500; n++) { const item = document.createElement('li'); item.textContent = 'Actualité ' + n; item.onclick = () => n; liste.append(item) }
  document.querySelector('canvas').getContext('2d').fillRect(0, 0, 800, 600); setInterval(() => {}, 100)</script></body></html>`)

export const routesOfMemory: Record<string, Route> = { '/ordinaire': ordinary }

/**
 * Visits ordinary pages one after the other through one worker, and gives the most that the worker and its browser held during each, in
 * bytes: proportional, so that memory which processes share is counted once (Linux). Forty pages in CI, five hundred in a bench.
 */
export async function pagesOfMemory(bench: Pick<Bench, 'visitAll' | 'processes'>, count: number, visit: Visit): Promise<number[]> {
  const held: number[] = []
  let most = 0
  const clock = setInterval(() => void heldBy(bench).then((bytes) => { most = Math.max(most, bytes) }), 300)
  const jobs = Array.from({ length: count }, (_, index) => page(`/ordinaire?${index}`))
  const onEvent: Visit['onEvent'] = ({ kind }) => {
    if (kind !== 'finished') return
    held.push(most)
    most = 0
  }
  await bench.visitAll(jobs, { workers: 1, artifacts: ['dom'], ...visit, onEvent }).finally(() => clearInterval(clock))
  return held
}

async function heldBy({ processes }: Pick<Bench, 'processes'>): Promise<number> {
  const rollups = await Promise.all((await processes()).map(({ pid }) => readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')))
  return rollups.reduce((sum, text) => sum + 1024 * Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0), 0)
}

/** Median of the first and of the last pages (half of them each, fifty at most: a browser serves twenty), and the most, in bytes. */
export function flatness(held: readonly number[]): { first: number; last: number; most: number } {
  const some = Math.min(50, Math.floor(held.length / 2))
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
  return { first: median(held.slice(0, some)), last: median(held.slice(-some)), most: Math.max(...held) }
}
