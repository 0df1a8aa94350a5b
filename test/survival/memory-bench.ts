import { html, page, type Bench, type Route, type Visit } from './bench.ts'

/** A page that uses what leaks in browsers: elements, listeners, timers, canvases, strings. */
const ordinary: Route = (_request, response) => response.writeHead(200, html).end(`<!doctype html><html lang="fr"><head><title>Page</title><link rel="icon" href="data:,"></head><body>
  <h1>Mairie</h1><canvas width="800" height="600"></canvas><ul id="liste"></ul><script>
  for (let n = 0; n < 300; n++) { const item = document.createElement('li'); item.textContent = 'Actualité ' + n; item.onclick = () => n; liste.append(item) }
  document.querySelector('canvas').getContext('2d').fillRect(0, 0, 800, 600); setInterval(() => {}, 100)</script></body></html>`)

export const routesOfMemory: Record<string, Route> = { '/ordinaire': ordinary }

/** What was held, in bytes: by all workers together, the most from each end of a page to the next; and the most by one of them, at any time. */
export type Held = { pages: number[]; mostOfOne: number }

/** Visits ordinary pages through workers that are never replaced: an audit, which replaces them every twenty pages, is kinder to itself. */
export async function pagesOfMemory(bench: Pick<Bench, 'visitAll' | 'held'>, count: number, visit: Visit): Promise<Held> {
  const held: Held = { pages: [], mostOfOne: 0 }
  let [now, most] = [0, 0]
  const clock = setInterval(() => void bench.held().then((workers) => {
    now = workers.reduce((sum, bytes) => sum + bytes, 0)
    most = Math.max(most, now)
    held.mostOfOne = Math.max(held.mostOfOne, ...workers)
  }), 300)
  const jobs = Array.from({ length: count }, (_, index) => page(`/ordinaire?${index}`))
  const onEvent: Visit['onEvent'] = ({ kind }) => {
    if (kind !== 'finished') return
    held.pages.push(most)
    most = now
  }
  await bench.visitAll(jobs, { workers: 2, artifacts: ['dom'], pagesPerBrowser: Infinity, ...visit, onEvent }).finally(() => clearInterval(clock))
  return held
}

/** How much the median of the last pages (fifty, or half of them) is above that of the first: 0.1 is ten per cent more. */
export function growth(pages: readonly number[]): number {
  const some = Math.min(50, Math.floor(pages.length / 2))
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
  return median(pages.slice(-some)) / median(pages.slice(0, some)) - 1
}
