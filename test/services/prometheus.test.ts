import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import prometheus from '#connectors/prometheus'
import { createIo } from '#effects/files/io'
import type { Parsed } from '#lib/define'
import { at, sourceOf, territory } from '../scripts/connectors/town.ts'
import { describeService } from './harness.ts'
import { prometheusNeeds, startPrometheus, type PrometheusServer } from './prometheus-server.ts'

const STEP = 120
const from = Date.parse('2026-10-01T00:00:00Z') / 1000
const to = Date.parse('2026-11-01T00:00:00Z') / 1000
const hours = (to - from) / 3600
const times = Array.from({ length: (to - from) / STEP + 1 }, (_, i) => from + i * STEP)
const RESET = 9000
const gap = (i: number): boolean => i >= 12_000 && i < 12_720

/** A room at 6 kW whose register restarts once; two distribution units of 2 kW each, one of them silent for a day, with NaN and a negative value. */
const past = [
  { metric: 'room_energy_kwh', labels: 'room="a"', samples: times.map((time, i) => [time, i >= RESET ? (i - RESET) * 0.2 : 900 + i * 0.2] as const) },
  { metric: 'pdu_power_watts', labels: 'room="a",pdu="1"', samples: times.map((time) => [time, 2000] as const) },
  { metric: 'pdu_power_watts', labels: 'room="a",pdu="2"', samples: times.flatMap((time, i) => (gap(i) ? [] : [[time, i === 500 ? 'NaN' : i === 700 ? -3 : 2000] as const])) },
  // A day of what exporters publish, under their own names and labels: 2 kW each.
  ...[
    { metric: 'rPDU2DeviceStatusPower', labels: 'rPDU2DeviceStatusIndex="1"', value: () => 200 },
    { metric: 'rPDU2DeviceStatusEnergy', labels: 'rPDU2DeviceStatusIndex="1"', value: (i: number) => 50_000 + Math.round((i * STEP * 20) / 3600) },
    { metric: 'ipmi_dcmi_power_consumption_watts', labels: 'instance="bmc1"', value: () => 2000 },
    { metric: 'redfish_power_consumed_watts', labels: 'chassis="1",control_name="System Power Control"', value: () => 2000 },
    { metric: 'idrac_power_control_consumed_watts', labels: 'id="0",name="System Power Control"', value: () => 2000 },
    { metric: 'pdu_power_active', labels: 'instance="pdu1",outlet="total"', value: () => 2000 },
  ].map(({ metric, labels, value }) => ({ metric, labels, samples: times.slice(0, 721).map((time, i) => [time, value(i)] as const) })),
]
const meters = [
  { role: 'room', query: 'room_energy_kwh{room="a"}', kind: 'counter', unit: 'kWh' },
  { role: 'it', query: 'pdu_power_watts{room="a"}', kind: 'gauge', unit: 'W', series: 2 },
]

describeService('a real Prometheus', prometheusNeeds, () => {
  let server: PrometheusServer
  let live = 0
  const io = (now: string) => ({ ...createIo({ dataDir: '.', at: now, guard: { allowPrivate: true, fixtures: null } }) })
  const read = async (more: object = {}, now = '2026-11-01T00:00:00Z'): Promise<Parsed> => {
    const settings = prometheus.settings.parse({ url: server.url, since: '2026-10-01', stepSeconds: STEP, maxPowerKW: 20, meters, ...more })
    return prometheus.parse(await prometheus.fetch(settings, io(now)), settings, { source: sourceOf('prometheus'), territory, at, factors: { factors: new Map(), devices: new Map() } })
  }
  beforeAll(async () => { server = await startPrometheus(past, () => `# TYPE live_joules_total counter\nlive_joules_total ${live += 250}\n`) })
  afterAll(() => server?.stop())

  it('gives a month of raw samples, each incident left out of both meters and reported', async () => {
    const parsed = await read()
    const lost = STEP / 3600 + (720 + 1) * STEP / 3600
    const [room, it_] = parsed.observations
    expect([room?.period, it_?.period]).toEqual(['2026-10', '2026-10'])
    expect(it_?.value).toBeCloseTo(4 * (hours - lost), 1)
    expect(room?.value).toBeCloseTo(6 * (hours - lost), 1)
    expect(room?.coverage).toBeCloseTo((hours - lost) / hours, 4)
    const notes = parsed.report.notes.map(({ message }) => message).join('\n')
    expect(notes).toMatch(/remis à zéro.*1 fois \(2026-10-13T12:00\)/)
    expect(notes).toMatch(/1 mesures qui ne sont pas des nombres/)
    expect(notes).toMatch(/1 mesures négatives/)
  })

  it.each([
    ['SNMP, power', { preset: 'apc-rpdu2-power', labels: '{rPDU2DeviceStatusIndex="1"}' }], ['SNMP, energy', { preset: 'apc-rpdu2-energy', labels: '{rPDU2DeviceStatusIndex="1"}' }],
    ['IPMI', { preset: 'ipmi-dcmi-power', labels: '{instance="bmc1"}' }], ['Redfish', { preset: 'redfish-power', labels: '{chassis="1"}' }], ['iDRAC', { preset: 'idrac-power', labels: '{name="System Power Control"}' }],
    ['Zabbix', { query: 'pdu_power_active{outlet="total"}', kind: 'gauge', unit: 'W' }],
  ])('reads what the exporters of %s publish, under their own names', async (_name, meter) => {
    const [, it_] = (await read({ meters: [meters[0], { role: 'it', ...meter }] })).observations
    expect(it_?.value).toBeGreaterThan(2 * 24 * 0.98)
    expect(it_?.value).toBeLessThan(2 * 24 * 1.02)
  })

  it('gives the same energy evaluated step by step', async () => {
    const [raw, range] = [await read(), await read({ reading: 'range' })]
    for (const [i, { value }] of raw.observations.entries()) expect(Math.abs((range.observations[i]?.value ?? 0) / (value ?? 1) - 1)).toBeLessThan(1e-3)
  })

  it('has a unit mistake noticed', async () => {
    const parsed = await read({ meters: [meters[0], { ...meters[1], unit: 'kW' }] })
    expect(parsed.observations.map(({ metric }) => metric)).toEqual(['energy.room-alone'])
    expect(parsed.report.notes.map(({ message }) => message).join()).toContain('mille fois trop grande')
  })

  it('refuses a query that it cannot read, in words', async () => {
    await expect(read({ meters: [{ ...meters[0], query: 'sum(' }, meters[1]] })).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('Prometheus refuse « sum( »') })
  })

  it('gives the differences of a live register, where increase() would give more', async () => {
    while (server.scraped() < 4) await setTimeout(200)
    const answer = await (await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent('increase(live_joules_total[1h])')}`)).json() as { data: { result: { value: [number, string] }[] } }
    const samples = await (await fetch(`${server.url}/api/v1/query?query=${encodeURIComponent('live_joules_total[1h]')}`)).json() as { data: { result: { values: [number, string][] }[] } }
    const [values] = samples.data.result.map((one) => one.values)
    const rise = Number(values?.at(-1)?.[1]) - Number(values?.[0]?.[1])
    expect(rise % 250).toBe(0)
    expect(Number(answer.data.result[0]?.value[1])).toBeGreaterThan(rise)
  })
})
