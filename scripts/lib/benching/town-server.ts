import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/*
 * A process of its own, so that what serving costs is in nobody's figures: the portal of the example town in plain http, under one loopback
 * address that any tool can visit, beside two pages made for benches.
 */

const head = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Page</title><link rel="icon" href="data:,"></head><body><h1>Mairie</h1>'
/** A fixed amount of work rather than a fixed time, in tasks that block: their length is what Lighthouse scores. */
const working = (tasks: number, turns: number) => `${head}<p>Texte</p><script>
let task = 0; function work() { let x = 0; for (let n = 0; n < ${turns}; n++) x += Math.sqrt(n); document.querySelector('p').textContent = 'Tâche ' + task + ' ' + Math.round(x); if (++task < ${tasks}) setTimeout(work, 10) }
addEventListener('load', () => setTimeout(work, 50))</script></body></html>`
const made: Record<string, string> = {
  // What leaks in browsers: elements, listeners, timers, canvases, strings.
  '/bench/ordinary': `${head}<canvas width="800" height="600"></canvas><ul id="liste"></ul><script>
for (let n = 0; n < 1500; n++) { const item = document.createElement('li'); item.textContent = 'Actualité ' + n; item.onclick = () => n; liste.append(item) }
document.querySelector('canvas').getContext('2d').fillRect(0, 0, 800, 600); setInterval(() => {}, 100)</script></body></html>`,
  '/bench/scripted': working(8, 2e7),
  '/bench/slow': working(6, 8e7),
}

// Built from its address: the example is data to this program, not a part of it.
const web = new URL('../../../examples/villeneuve/web/', import.meta.url)
const [{ loadTown }, { answer }] = await Promise.all([import(new URL('town.ts', web).href), import(new URL('answer.ts', web).href)]) as
  [typeof import('../../../examples/villeneuve/web/town.ts'), typeof import('../../../examples/villeneuve/web/answer.ts')]
const town = await loadTown()

const server = createServer((request, response) => {
  request.resume()
  const path = request.url ?? '/'
  const page = made[path.replace(/\?.*$/, '')]
  if (page !== undefined) return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  if (path === '/robots.txt') return response.writeHead(404).end()
  const { status, headers, body } = answer(town, { scheme: 'https', host: 'www.villeneuve.example', method: request.method ?? 'GET', path, acceptEncoding: String(request.headers['accept-encoding'] ?? '') })
  // These would turn a visit in plain http away from the loopback address.
  response.writeHead(status, headers.filter(([name]) => !/^(strict-transport-security|content-security-policy)$/i.test(name)).flat())
  response.end(request.method === 'HEAD' ? undefined : body)
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.once('disconnect', () => process.exit(0))
