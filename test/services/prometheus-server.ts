import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '#effects/network/free-port'
import { findCommand, startService, temporaryFolder, type Needed } from './harness.ts'

export const prometheusNeeds: Needed = { allOf: ['prometheus', 'promtool'], packages: ['prometheus'] }

/** Samples of the past, in OpenMetrics text, as `promtool tsdb create-blocks-from openmetrics` takes them. */
export type Backfill = readonly { metric: string; labels: string; samples: readonly (readonly [atSeconds: number, value: number | string])[] }[]
export type PrometheusServer = { url: string; scraped(): number; stop(): Promise<void> }

function openMetrics(series: Backfill): string {
  const families = [...Map.groupBy(series, ({ metric }) => metric)].map(([metric, own]) =>
    [`# TYPE ${metric} gauge`, ...own.flatMap(({ labels, samples }) => samples.map(([at, value]) => `${metric}{${labels}} ${value} ${at}`))].join('\n'))
  return `${families.join('\n')}\n# EOF\n`
}

/** A real Prometheus on loopback: months behind it, and an exporter of this test that it scrapes every second. */
export async function startPrometheus(past: Backfill, exporter: () => string): Promise<PrometheusServer> {
  const [folder, port] = [await temporaryFolder('prometheus'), await freePort()]
  let scraped = 0
  const metrics = createServer((_request, response) => { scraped += 1; response.setHeader('content-type', 'text/plain; version=0.0.4'); response.end(exporter()) })
  await new Promise<void>((resolve) => { metrics.listen(0, '127.0.0.1', resolve) })
  const address = metrics.address()
  const target = typeof address === 'object' && address !== null ? `127.0.0.1:${address.port}` : ''
  const data = join(folder, 'data')
  await mkdir(data)
  await writeFile(join(folder, 'past.txt'), openMetrics(past))
  await promisify(execFile)(findCommand('promtool') ?? 'promtool', ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'past.txt'), data])
  await writeFile(join(folder, 'prometheus.yml'), `scrape_configs:\n  - job_name: room\n    scrape_interval: 1s\n    static_configs:\n      - targets: ['${target}']\n`)
  const service = await startService('prometheus', [`--config.file=${join(folder, 'prometheus.yml')}`, `--storage.tsdb.path=${data}`, `--web.listen-address=127.0.0.1:${port}`, '--storage.tsdb.retention.time=100y', '--log.level=warn'], {
    removes: folder, ready: async () => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
  })
  return {
    url: `http://127.0.0.1:${port}`,
    scraped: () => scraped,
    async stop() { await service.stop(); metrics.closeAllConnections(); await new Promise((resolve) => { metrics.close(resolve) }) },
  }
}
