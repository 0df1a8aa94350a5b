import { execFile } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Io } from '#lib/define'
import { Source } from '#model/source'
import { Territory } from '#model/territory'
import prometheus from '../../connectors/prometheus.ts'
import { defineBench } from '../benching/define-bench.ts'

const MINUTE = 60
const from = Date.UTC(2025, 0, 1) / 1000
const feeds = 8
const units = 32
/** The heap is held to this: the bench fails if a year does not fit. */
const HEAP_MEGABYTES = 400

type Measured = { samples: number; repliesMegabytes: number; makingSeconds: number; readingSeconds: number; cpuSeconds: number; peakMegabytes: number; months: number; pue: number }

/** A server that answers one day of raw samples a minute apart: eight registers of the room at 10 kW each, thirty-two gauges at 1.6 kW. */
function syntheticServer() {
  const made = { samples: 0, bytes: 0, milliseconds: 0 }
  const series = (metric: string, count: number, start: number, end: number, valueAt: (at: number) => string): string =>
    Array.from({ length: count }, (_, i) => {
      const values: string[] = []
      for (let at = start; at <= end; at += MINUTE) values.push(`[${at},"${valueAt(at)}"]`)
      made.samples += values.length
      return `{"metric":{"__name__":"${metric}","n":"${i}"},"values":[${values.join(',')}]}`
    }).join(',')
  const request: Io['request'] = async (url) => {
    const started = performance.now()
    const { searchParams } = new URL(url)
    const [end, isRoom] = [Number(searchParams.get('time')), searchParams.get('query')?.startsWith('room') ?? false]
    const start = end - Number(/\[(\d+)s\]/.exec(searchParams.get('query') ?? '')?.[1])
    const result = isRoom ? series('room', feeds, start, end, (at) => ((10 * (at - from)) / 3600).toFixed(4)) : series('pdu', units, start, end, (at) => String(1600 + (at % 7)))
    const body = new TextEncoder().encode(`{"status":"success","data":{"resultType":"matrix","result":[${result}]}}`)
    made.bytes += body.length
    made.milliseconds += performance.now() - started
    return { status: 200, headers: {}, body }
  }
  const absent = (): never => { throw new Error('the bench reads no file') }
  const io: Io = { request, readFile: absent, listFiles: absent, secret: absent, now: () => '2026-01-01T00:00:00Z' }
  return { io, made }
}

/** A year of one-minute samples of forty meters, from the replies of Prometheus to the observations. */
async function measure(): Promise<Measured> {
  const { io, made } = syntheticServer()
  const settings = prometheus.settings.parse({
    url: 'http://prometheus.example', since: '2025-01-01', maxPowerKW: 200,
    meters: [{ role: 'room', query: 'room', kind: 'counter', unit: 'kWh', series: feeds }, { role: 'it', query: 'pdu', kind: 'gauge', unit: 'W', series: units }],
  })
  const source = Source.parse({ id: 'banc', name: 'Banc', connector: 'prometheus', organisation: 'ville', cadence: 'monthly', settings: {} })
  const territory = Territory.parse({ id: 'banc', name: 'Banc', contact: { email: 'banc@essai.example', function: 'Banc' }, organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }] })
  const [started, before] = [performance.now(), process.cpuUsage()]
  const { observations } = prometheus.parse(await prometheus.fetch(settings, io), settings, { source, territory, at: io.now(), factors: { factors: new Map(), devices: new Map() } })
  const spent = process.cpuUsage(before)
  const sum = (metric: string): number => observations.filter((each) => each.metric === metric).reduce((total, { value }) => total + (value ?? 0), 0)
  return {
    samples: made.samples, repliesMegabytes: made.bytes / 1e6, makingSeconds: made.milliseconds / 1000,
    readingSeconds: (performance.now() - started - made.milliseconds) / 1000, cpuSeconds: (spent.user + spent.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1000, months: observations.length / 2, pue: sum('energy.room') / sum('energy.it'),
  }
}

/** In a process of its own, whose memory is that of this work alone. */
export default defineBench({
  title: 'Une année de mesures à la minute de 40 compteurs, des réponses de Prometheus aux observations',
  async run() {
    const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, fileURLToPath(import.meta.url)])
    const { samples, repliesMegabytes, makingSeconds, readingSeconds, cpuSeconds, peakMegabytes, months, pue } = JSON.parse(stdout) as Measured
    return {
      figures: [
        { name: 'mesures lues', value: samples, unit: 'mesures', note: `${Math.round(repliesMegabytes)} Mo de réponses` },
        { name: 'lecture', value: readingSeconds, unit: 's', note: 'sans la fabrication des réponses' },
        { name: 'fabrication des réponses', value: makingSeconds, unit: 's' },
        { name: 'processeur', value: cpuSeconds, unit: 's', note: 'fabrication comprise' },
        { name: 'mémoire au plus haut', value: peakMegabytes, unit: 'Mo', note: `tas borné à ${HEAP_MEGABYTES} Mo` },
        { name: 'PUE retrouvé', value: pue, unit: '', note: `${months} mois ; attendu 1,56` },
      ],
      notes: ['Les réponses sont faites au fur et à mesure, jour par jour : rien du passé ne reste que des quarts d’heure.'],
    }
  },
})

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(JSON.stringify(await measure()))
