import { describe, expect, it } from 'vitest'
import meter from '#connectors/meter-csv'
import type { Parsed } from '#lib/define'
import { Observation } from '#model/observation'
import { ImportReport, Source } from '#model/source'
import { Territory } from '#model/territory'

const territory = Territory.parse({ id: 'essai', name: 'Essai', contact: { email: 'a@b.example', function: 'DSI' }, organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }] })
const source = Source.parse({ id: 'salle', name: 'Salle', connector: 'meter-csv', organisation: 'ville', cadence: 'monthly', settings: {} })
const base = { file: 'c.csv', timeColumn: 'Heure', roomColumn: 'Salle', itColumn: 'Info', maxPowerKW: 30 }

function parse(rows: readonly string[], settings: object = {}): Parsed {
  const raw = new TextEncoder().encode(['Heure;Salle;Info', ...rows, ''].join('\n'))
  return meter.parse(raw, meter.settings.parse({ ...base, ...settings }), { source, territory, at: '2026-11-22T00:00:00Z', factors: { factors: new Map(), devices: new Map() } })
}

/** Rows every hour from an instant: the room draws 3 kW, the IT load 2 kW. */
function hourly(from: string, count: number, spoil: (index: number) => [room: string, it: string] | null = () => null): string[] {
  return Array.from({ length: count }, (_, i) => {
    const [room, it_] = spoil(i) ?? [String(1000 + 3 * i), String(500 + 2 * i)]
    return `${new Date(Date.parse(from) + i * 3_600_000).toISOString()};${room};${it_}`
  })
}

const hour = { maxGapMinutes: 60 }
const summary = ({ observations }: Parsed): [string, string, number | null, number | undefined][] => observations.map(({ metric, period, value, coverage }) => [metric, period, value, coverage])

describe('two meters of a server room', () => {
  it('give the energy of each UTC month, and how much of the month they cover', () => {
    const parsed = parse(hourly('2026-09-30T00:00:00Z', 24 * 32 + 1), hour)
    expect(summary(parsed)).toEqual([
      ['energy.room', '2026-09', 72, expect.closeTo(1 / 30, 6)], ['energy.it', '2026-09', 48, expect.closeTo(1 / 30, 6)],
      ['energy.room', '2026-10', 3 * 744, 1], ['energy.it', '2026-10', 2 * 744, 1],
    ])
    expect(parsed.observations[0]).toMatchObject({ subject: 'salle-serveurs', unit: 'kWh', quality: 'measured', source: 'salle' })
    for (const observation of parsed.observations) Observation.parse(observation)
    ImportReport.parse(parsed.report)
  })

  it('leave out of both the hour in which one restarts, and say where', () => {
    const parsed = parse(hourly('2026-10-01T00:00:00Z', 745, (i) => (i >= 100 ? [String(1000 + 3 * i), String(2 * (i - 100))] : null)), hour)
    expect(summary(parsed)).toEqual([
      ['energy.room', '2026-10', 3 * 743, expect.closeTo(743 / 744, 6)], ['energy.it', '2026-10', 2 * 743, expect.closeTo(743 / 744, 6)], ['energy.room-alone', '2026-10', 3 * 744, 1],
    ])
    expect(parsed.report.notes).toEqual([{ line: 102, message: expect.stringContaining('remis à zéro') }])
  })

  it('keep the exact energy of a silence that both registers span, uncovered', () => {
    const rows = hourly('2026-10-01T00:00:00Z', 745).filter((_, i) => i < 200 || i > 271)
    expect(summary(parse(rows, hour))).toEqual([['energy.room', '2026-10', 3 * 744, expect.closeTo(671 / 744, 6)], ['energy.it', '2026-10', 2 * 744, expect.closeTo(671 / 744, 6)]])
  })

  it('count a rollover when the size of the register is known', () => {
    const rows = hourly('2026-10-01T00:00:00Z', 11, (i) => [String((9990 + 3 * i) % 10_000), String(500 + 2 * i)])
    expect(parse(rows, { ...hour, modulusKWh: 10_000 }).observations[0]?.value).toBe(30)
    expect(parse(rows, hour).observations[0]?.value).toBe(27)
  })

  it('set aside a rise that the room cannot draw', () => {
    const parsed = parse(hourly('2026-10-01T00:00:00Z', 11, (i) => (i === 5 ? ['99999', '510'] : null)), hour)
    expect(parsed.observations[0]?.value).toBe(24)
    expect(parsed.report.notes.map(({ line }) => line)).toEqual([7, 8])
  })

  it('leave a month unknown, not zero, when they cover none of it', () => {
    const parsed = parse([...hourly('2026-08-31T20:00:00Z', 3), ...hourly('2026-10-01T02:00:00Z', 3, (i) => ['900', String(3 + i)])], hour)
    expect(new Set(parsed.observations.map(({ period }) => period))).toEqual(new Set(['2026-08', '2026-10']))
    expect(parsed.report.notes.map(({ message }) => message)).toContainEqual(expect.stringContaining('2026-09 : aucun temps couvert'))
  })

  it('keep the electricity of the room in a month in which the IT load has no reading', () => {
    const parsed = parse(hourly('2026-09-01T00:00:00Z', 61 * 24 + 1, (i) => (i > 720 ? [String(1000 + 3 * i), ''] : null)), hour)
    expect(summary(parsed)).toEqual([['energy.room', '2026-09', 2160, 1], ['energy.it', '2026-09', 1440, 1], ['energy.room-alone', '2026-10', 3 * 744, 1]])
    expect(parsed.report.notes).toEqual([{ line: null, message: '2026-10 : aucun temps couvert par les deux compteurs, pas de PUE.' }])
  })

  it('are suspected of being swapped when the IT load exceeds the room, in one sentence for all the months', () => {
    const year = parse(hourly('2026-01-01T00:00:00Z', 24 * 150, (i) => [String(2 * i), String(3 * i)]), hour)
    expect(year.report.notes.map(({ message }) => message)).toEqual([expect.stringMatching(/^5 mois, de 2026-01 à 2026-05 : l’informatique dépasse/)])
    const parsed = parse(hourly('2026-10-01T00:00:00Z', 5, (i) => [String(2 * i), String(3 * i)]), hour)
    expect(parsed.report.notes).toEqual([{ line: null, message: expect.stringContaining('intervertis') }])
  })
})

describe('other files of meters', () => {
  it('may have one meter, of the whole room: it says nothing of the IT load', () => {
    const parsed = parse(hourly('2026-10-01T00:00:00Z', 745), { ...hour, itColumn: undefined })
    expect(summary(parsed)).toEqual([['energy.room-alone', '2026-10', 3 * 744, 1]])
    expect(parsed.report).toMatchObject({ notes: [], known: { room: 1 } })
  })

  it('may be read by hand, a day alone in front of each reading: it is put at noon', () => {
    const parsed = parse(['01/09/2026;1000;500', '01/10/2026;1720;980', '01/11/2026;2464;1476'], { maxGapMinutes: 46_080 })
    expect(parsed.report).toMatchObject({ kept: 3, rejected: [], notes: [{ message: expect.stringContaining('à midi') }] })
    expect(summary(parsed).slice(2, 4)).toEqual([['energy.room', '2026-10', 744, 1], ['energy.it', '2026-10', 496, 1]])
  })

  it('has its blank lines said once', () => {
    const parsed = parse(['', ...hourly('2026-10-01T00:00:00Z', 745), '', ''], hour)
    expect(parsed.report.notes).toEqual([{ line: 2, message: 'Lignes vides, mises à part (lignes 2, 748, 749).' }])
  })

  it('stays read by hand with a total at its foot and a date that nobody can read', () => {
    const parsed = parse(['2026/09/01;1000;500', '01/10/26;1720;980', '31/13/2026;1800;990', '01/11/2026;2464;1476', 'Total;5184;2956'], { maxGapMinutes: 46_080 })
    expect(parsed.report).toMatchObject({ kept: 3, rejected: [{ line: 4 }, { line: 6 }], notes: [{ message: expect.stringContaining('à midi') }] })
    expect(summary(parsed).slice(2, 4)).toEqual([['energy.room', '2026-10', 744, 1], ['energy.it', '2026-10', 496, 1]])
  })

  it('keep their months when a register trembles within the resolution that is declared', () => {
    const trembling = hourly('2026-10-01T00:00:00Z', 745, (i) => [String(1000 + 6 * Math.floor(i / 2) + (i % 2 === 0 ? 1 : 0)), String(500 + 2 * i)])
    expect(parse(trembling, hour).observations.map(({ metric }) => metric)).not.toContain('energy.room')
    expect(parse(trembling, { ...hour, resolutionKWh: 1 }).observations.map(({ metric }) => metric)).toContain('energy.room')
  })

  it('keep midnight for the line that lost its hour in a file of quarters', () => {
    const parsed = parse(['01/10/2026;10;5', '01/10/2026 00:15;11;6'])
    expect(summary(parsed)[0]).toEqual(['energy.room', '2026-10', 1, expect.closeTo(900 / (31 * 86_400), 6)])
  })

  it('may be in Wh, and are in doubt until that is said', () => {
    const inWh = hourly('2026-10-01T00:00:00Z', 745, (i) => [String(1000 + 3 * i), String(500_000 + 2000 * i)])
    expect(parse(inWh, hour).report.notes.map(({ message }) => message).join()).toMatch(/informatique.*mille fois trop grande.*unité/)
    expect(summary(parse(inWh, { ...hour, itUnit: 'Wh' }))).toEqual([['energy.room', '2026-10', 3 * 744, 1], ['energy.it', '2026-10', 2 * 744, 1]])
  })

  /** Half-hours of 1.5 kWh for the room and 1 kWh for the IT load; some are missing. */
  const curve = (room: string, it_: string, missing: (i: number) => boolean = () => false) => Array.from({ length: 31 * 48 }, (_, i) =>
    missing(i) ? [] : [`${new Date(Date.UTC(2026, 9, 1) + (i + 1) * 1_800_000).toISOString()};${i % 2 ? room : room.replace('15', '14')};${it_}`]).flat()

  it('may be load curves, of energies or of mean powers: a missing interval is not invented', () => {
    expect(summary(parse(curve('1,5', '1'), { intervalMinutes: 30 }))).toEqual([['energy.room', '2026-10', 3 * 744, 1], ['energy.it', '2026-10', 2 * 744, 1]])
    const powers = parse(curve('3000', '2', (i) => i >= 96 && i < 192), { intervalMinutes: 30, roomUnit: 'W', itUnit: 'kW' })
    expect(summary(powers)[0]).toEqual(['energy.room', '2026-10', 3 * 696, expect.closeTo(696 / 744, 6)])
    expect(meter.settings.safeParse({ ...base, roomUnit: 'kW' }).success).toBe(false)
  })

  it('that fall at every other line are no registers, and are left out until a person says what they are', () => {
    const parsed = parse(curve('15', '2').map((line, i) => (i % 3 ? line : line.replace(/;2$/, ';2,4'))), hour)
    expect(parsed.observations).toEqual([])
    expect(parsed.report.notes.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringMatching(/« salle ».*n’est pas un index.*intervalMinutes/), expect.stringMatching(/« informatique ».*n’est pas un index/)]))
  })
})

describe('the report of the meters', () => {
  it('rejects a line whose time or index cannot be read', () => {
    const parsed = parse(['01/10/2026 00:00;10;5', 'hier;11;6', '01/10/2026 00:30;1,2E+5;6', '01/10/2026 00:45;-3;6', '01/10/2026 01:00;;', '01/10/2026 01:15;x;6'])
    expect(parsed.report.rejected.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7])
    expect(parsed.report.kept).toBe(1)
  })

  it('keeps the first of two readings of one instant, and puts readings back in order', () => {
    const parsed = parse(['01/10/2026 00:15;11;6', '01/10/2026 00:00;10;5', '01/10/2026 00:15;999;999', '01/10/2026 00:30;12;7'])
    expect(parsed.report.duplicates).toEqual([{ line: 4, sameAs: 2 }])
    expect(parsed.report.notes).toEqual([{ line: null, message: 'Relevés remis dans l’ordre du temps.' }])
    expect(parsed.observations.map(({ value }) => value)).toEqual([2, 2])
  })

  it('says which share of the readings each meter has', () => {
    expect(parse(['01/10/2026 00:00;10;5', '01/10/2026 00:15;11;']).report.known).toEqual({ room: 1, it: 0.5 })
  })

  it('does not start without its columns', () => {
    expect(() => parse([], { itColumn: 'Onduleur' })).toThrow(/Onduleur/)
  })
})

describe('the settings of the meters', () => {
  it('place local times in their zone', () => {
    const rows = ['01/10/2026 00:30;10;5', '01/10/2026 01:00;11;6', '01/10/2026 02:00;12;7']
    expect(parse(rows, { ...hour, timeZone: 'Europe/Paris' }).observations.map(({ period }) => period)).toEqual(['2026-09', '2026-09'])
    expect(meter.settings.safeParse({ ...base, timeZone: 'Europe/Villeneuve' }).success).toBe(false)
  })
})
