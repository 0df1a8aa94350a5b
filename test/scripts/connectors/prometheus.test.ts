import { describe, expect, it } from 'vitest'
import prometheus from '#connectors/prometheus'
import type { Parsed } from '#lib/define'
import { Observation } from '#model/observation'
import { ImportReport } from '#model/source'
import { fakePrometheus, type FakeSeries } from './fake-prometheus.ts'
import { at, sourceOf, territory } from './town.ts'

const STEP = 300
const from = Date.parse('2026-11-01T00:00:00Z') / 1000
const now = Date.parse('2026-11-22T00:00:00Z') / 1000
const times = Array.from({ length: (now - from) / STEP + 1 }, (_, i) => from + i * STEP)

type Spoil = (value: number, i: number) => string | null
const asIs: Spoil = (value) => String(value)

/** A series sampled every five minutes from 1 November; a register rises by `perStep`, a gauge stays. */
function sampled(metric: string, of: (i: number) => number, spoil: Spoil = asIs, labels: Record<string, string> = {}): FakeSeries {
  return { metric, labels, samples: times.flatMap((time, i) => { const value = spoil(of(i), i); return value === null ? [] : [[time, value] as const] }) }
}
const room = sampled('room_kwh_total', (i) => 5000 + i * 0.5)
const load = sampled('it_watts', () => 4000)
const meters = [
  { role: 'room', query: 'room_kwh_total', kind: 'counter', unit: 'kWh' },
  { role: 'it', query: 'it_watts', kind: 'gauge', unit: 'W' },
]
const base = { url: 'http://prometheus.essai.example/', stepSeconds: STEP, since: '2026-11-01', maxPowerKW: 20, meters }

async function read(series: readonly FakeSeries[], more: object = {}): Promise<Parsed & { asked: URL[]; headers: Record<string, string> | undefined }> {
  const io = fakePrometheus(series)
  const settings = prometheus.settings.parse({ ...base, ...more })
  const parsed = prometheus.parse(await prometheus.fetch(settings, io), settings, { source: sourceOf('prometheus'), territory, at, factors: { factors: new Map(), devices: new Map() } })
  for (const observation of parsed.observations) Observation.parse(observation)
  ImportReport.parse(parsed.report)
  return { ...parsed, asked: io.asked.map(({ url }) => url), headers: io.asked[0]?.headers }
}
const hours = (now - from) / 3600
const energies = ({ observations }: Parsed): (number | null)[] => observations.map(({ value }) => value)
const messages = ({ report }: Parsed): string => report.notes.map(({ message }) => message).join('\n')

describe('a server room in Prometheus', () => {
  it('gives the energy of the month from a register in kWh and a gauge in W, day after day', async () => {
    const parsed = await read([room, load])
    expect(parsed.observations.map(({ metric, period, value, coverage }) => [metric, period, value, coverage])).toEqual([
      ['energy.room', '2026-11', 6 * hours, 0.7], ['energy.it', '2026-11', 4 * hours, 0.7],
    ])
    expect(parsed.asked).toHaveLength(42)
    expect(parsed.asked[0]?.search).toBe(`?query=room_kwh_total%5B86400s%5D&time=${from + 86_400}`)
    expect(parsed.report).toMatchObject({ read: { from: 'prometheus.essai.example', lines: 2 * times.length }, kept: 2 * times.length, notes: [] })
  })

  it('gives the same by steps, never more of them than the server allows', async () => {
    const parsed = await read([room, load], { reading: 'range' })
    expect(energies(parsed)).toEqual([6 * hours, 4 * hours])
    const points = parsed.asked.map(({ searchParams }) => (Number(searchParams.get('end')) - Number(searchParams.get('start'))) / Number(searchParams.get('step')))
    expect(Math.max(...points)).toBeLessThan(11_000)
  })

  it('adds the meters of one role, and calls nothing zero when one is silent', async () => {
    const half = (name: string, spoil?: Spoil) => sampled('it_watts', () => 2000, spoil, { pdu: name })
    const two = { meters: [meters[0], { ...meters[1], series: 2 }] }
    expect(energies(await read([room, half('a'), half('b')], two))).toEqual([6 * hours, 4 * hours])
    const silent = await read([room, half('a'), half('b', (value, i) => (i >= 288 && i <= 576 ? null : String(value)))], two)
    expect(silent.observations[1]).toMatchObject({ value: expect.closeTo(4 * (hours - 24 - 2 * STEP / 3600), 2) })
    await expect(read([room, half('a')], two)).rejects.toThrow(/donne 1 séries, 2 sont attendues/)
  })

  it('leaves a restart and an impossible rise out of both meters, and says when', async () => {
    const restarted = sampled('room_kwh_total', (i) => 5000 + i * 0.5, (value, i) => String(i >= 600 ? value - 5300 : value))
    const parsed = await read([restarted, load])
    expect(energies(parsed)).toEqual([expect.closeTo(6 * (hours - STEP / 3600), 2), expect.closeTo(4 * (hours - STEP / 3600), 2)])
    expect(messages(parsed)).toMatch(/remis à zéro.*1 fois \(2026-11-03T02:00\)/)
    const jumped = sampled('room_kwh_total', (i) => 5000 + i * 0.5, (value, i) => String(i === 600 ? 99_999 : value))
    expect(messages(await read([jumped, load]))).toMatch(/hausse impossible.*2 fois/)
  })

  it('counts a register that rolls over where its documentation says', async () => {
    const rolling = sampled('room_kwh_total', (i) => (9_900 + i * 0.5) % 10_000)
    expect(energies(await read([rolling, load], { meters: [{ ...meters[0], modulus: 10_000 }, meters[1]] }))).toEqual([6 * hours, 4 * hours])
  })

  it('passes over NaN, infinite and negative powers, and counts them', async () => {
    const odd = ['NaN', '+Inf', '-5']
    const parsed = await read([room, sampled('it_watts', () => 4000, (value, i) => odd[i - 500] ?? String(value))])
    expect(messages(parsed)).toMatch(/2 mesures qui ne sont pas des nombres[\s\S]*1 mesures négatives/)
    expect(parsed.report.kept).toBe(parsed.report.read.lines - 3)
    expect(parsed.observations[0]?.coverage).toBeLessThan(0.7)
  })

  it('leaves out a meter whose unit is in doubt, so that only the other one speaks until it is mended', async () => {
    const parsed = await read([room, sampled('it_watts', () => 4)])
    expect(parsed.observations.map(({ metric, value }) => [metric, value])).toEqual([['energy.room-alone', 6 * hours]])
    expect(messages(parsed)).toMatch(/it_watts.*mille fois trop petite/)
    const wrong = await read([room, load], { meters: [meters[0], { ...meters[1], unit: 'kW' }] })
    expect(messages(wrong)).toMatch(/it_watts.*mille fois trop grande/)
  })

  it('leaves out a power that is read as a register, and keeps what the room draws while its IT load is silent', async () => {
    const wrong = await read([room, sampled('it_watts', (i) => 4000 + (i % 2) * 50)], { meters: [meters[0], { ...meters[1], kind: 'counter', unit: 'Wh' }] })
    expect(messages(wrong)).toMatch(/it_watts.*n’est pas un index/)
    const silent = await read([room, sampled('it_watts', () => 4000, (value, i) => (i < 288 || i > 576 ? String(value) : null))])
    expect(silent.observations.map(({ metric, value, coverage }) => [metric, value, coverage]).slice(2)).toEqual([['energy.room-alone', 6 * hours, 0.7]])
  })

  it('does not write a month whose beginning the server has forgotten', async () => {
    const parsed = await read([room, load], { since: '2026-10-01' })
    expect(parsed.observations.map(({ period }) => period)).toEqual(['2026-11', '2026-11'])
    expect(messages(parsed)).toContain('2026-10 : le serveur n’en connaît pas le début')
  })

  it('reads from the month before when it is not told since when', async () => {
    const { since: _since, ...rest } = base
    const io = fakePrometheus([room, load])
    await prometheus.fetch(prometheus.settings.parse(rest), io)
    expect(io.asked[0]?.url.searchParams.get('time')).toBe(String(Date.parse('2026-10-02T00:00:00Z') / 1000))
  })
})

describe('the questions to Prometheus', () => {
  it('carry a token or a password only when the environment holds them', async () => {
    expect((await read([room, load])).headers).not.toHaveProperty('authorization')
    expect((await read([room, load], { auth: { bearer: 'PROM_TOKEN' } })).headers?.authorization).toBe('Bearer secret of PROM_TOKEN')
    expect((await read([room, load], { auth: { user: 'U', password: 'P' } })).headers?.authorization).toBe(`Basic ${Buffer.from('secret of U:secret of P').toString('base64')}`)
  })

  it.each([
    ['apc-rpdu2-power', 'rPDU2DeviceStatusPower', () => 400],
    ['ipmi-dcmi-power', 'ipmi_dcmi_power_consumption_watts', () => 4000],
    ['redfish-power', 'redfish_power_consumed_watts', () => 4000],
    ['idrac-power', 'idrac_power_control_consumed_watts', () => 4000],
  ])('know %s as its exporter names it, in its unit', async (preset, metric, value) => {
    expect(energies(await read([room, sampled(metric, value)], { meters: [meters[0], { role: 'it', preset, labels: '{idx="1"}' }] }))).toEqual([6 * hours, 4 * hours])
  })

  it('refuse the measure of a processor as an IT load', () => {
    const rapl = { role: 'it', query: 'node_rapl_package_joules_total', kind: 'counter', unit: 'J' }
    expect(prometheus.settings.safeParse({ ...base, meters: [meters[0], rapl] }).success).toBe(false)
  })
})

describe('the accuracy and the place of the meters', () => {
  it('travel with the facts', async () => {
    const parsed = await read([room, load], { itMeter: 'pdu', accuracyPercent: { room: 1, it: 0.5 } })
    expect(parsed.observations[1]?.dimensions).toEqual({ meter: 'pdu' })
    const widths = parsed.observations.map(({ value, low, high }) => ((high ?? NaN) - (low ?? NaN)) / 2 / (value ?? NaN))
    expect(widths).toEqual([expect.closeTo((1.645 * 0.01) / Math.sqrt(3), 5), expect.closeTo((1.645 * 0.005) / Math.sqrt(3), 5)])
  })
})
