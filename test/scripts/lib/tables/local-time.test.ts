import { describe, expect, it } from 'vitest'
import { timestampReader } from '#effects/tables/local-time'

const iso = (seconds: number | null): string | null => (seconds === null ? null : new Date(seconds * 1000).toISOString())
const readAll = (zone: string, ...texts: string[]): (string | null)[] => {
  const read = timestampReader(zone)
  return texts.map((text) => iso(read(text)))
}

describe('the times of a meter', () => {
  it('are read in French, in ISO and from a spreadsheet', () => {
    expect(readAll('UTC', '31/10/2026 23:45', '1/11/2026 0:00:30', '2026-11-01T01:00:00Z', '2026-11-01 02:00:00+01:00', '46327,25')).toEqual([
      '2026-10-31T23:45:00.000Z', '2026-11-01T00:00:30.000Z', '2026-11-01T01:00:00.000Z', '2026-11-01T01:00:00.000Z', '2026-11-01T06:00:00.000Z',
    ])
  })

  it('are local to the zone of the meter, winter and summer', () => {
    expect(readAll('Europe/Paris', '15/01/2026 12:00', '15/07/2026 12:00')).toEqual(['2026-01-15T11:00:00.000Z', '2026-07-15T10:00:00.000Z'])
  })

  it('go forward through the hour that autumn repeats', () => {
    const texts = ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'].map((time) => `25/10/2026 ${time}`)
    expect(readAll('Europe/Paris', ...texts)).toEqual([
      '2026-10-24T23:30:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:00:00.000Z', '2026-10-25T01:30:00.000Z', '2026-10-25T02:00:00.000Z',
    ])
  })

  it('do not exist in the hour that spring skips', () => {
    expect(readAll('Europe/Paris', '29/03/2026 01:45', '29/03/2026 02:30', '29/03/2026 03:00')).toEqual(['2026-03-29T00:45:00.000Z', null, '2026-03-29T01:00:00.000Z'])
  })

  it('of a day alone are its midnight, or the hour that is asked for, in the zone of the meter', () => {
    expect(readAll('Europe/Paris', '01/07/2026', '2026-01-01', '46327')).toEqual(['2026-06-30T22:00:00.000Z', '2025-12-31T23:00:00.000Z', '2026-10-31T23:00:00.000Z'])
    expect(iso(timestampReader('Europe/Paris', 12)('01/07/2026'))).toBe('2026-07-01T10:00:00.000Z')
    expect(iso(timestampReader('Europe/Paris', 12)('20260701'))).toBe('2026-07-01T10:00:00.000Z')
  })

  it('that no clock shows are unreadable', () => {
    expect(readAll('UTC', '31/02/2026 10:00', '01/01/2026 25:00', '2026-02-31', 'midi', '')).toEqual([null, null, null, null, null])
  })
})
