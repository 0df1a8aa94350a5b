import { describe, expect, it } from 'vitest'
import { euFields, frenchFields } from '#lib/energy/data-centre-fields'
import { dataCentreReport } from '#lib/energy/data-centre-report'
import { monthsUpTo } from '#lib/time/period'
import { anObservation, meters } from '../../facts-builders.ts'

const year = monthsUpTo('2025-12', 12).flatMap((month) => meters(month, 1500, 1000))
const declared = (metric: string, value: number) => anObservation({ metric, subject: 'ville', period: '2025', value, unit: 'kWh', source: 'chiffres' })
const line = (symbol: string, observations = year, fields = euFields) => dataCentreReport(fields, observations, '2025').find((each) => each.symbol === symbol)

describe('the report of a data centre', () => {
  it('lists what is missing first, and nothing missing as zero', () => {
    const lines = dataCentreReport(euFields, year, '2025')
    const firstKnown = lines.findIndex(({ value }) => value !== null)
    expect(lines.slice(firstKnown).every(({ value }) => value !== null)).toBe(true)
    expect(lines.slice(0, firstKnown).map(({ symbol }) => symbol)).toEqual(expect.arrayContaining(['Nom', 'P_D_IT', 'W_IN', 'WUE', 'REF', 'ERF']))
    expect(lines).toHaveLength(euFields.length + 4)
  })

  it('sums the months of the year, says how much of it they cover, and divides the sums', () => {
    expect(line('E_DC')).toMatchObject({ value: 18_000, coverage: 1, from: 'compteurs' })
    expect(line('E_IT', year.slice(0, 12))).toMatchObject({ value: 6000, coverage: 0.5 })
    expect(line('PUE')).toMatchObject({ value: 1.5, from: 'calculé' })
  })

  it('counts once a month that two sources read, by the one that covers more', () => {
    const again = meters('2025-03', 700, 500, 0.4).map((each) => ({ ...each, source: 'main' }))
    expect(line('E_DC', [...again, ...year])).toMatchObject({ value: 18_000, from: 'compteurs' })
  })

  it('prefers what is declared for the year, and keeps a declared zero', () => {
    const more = [...year, declared('energy.room-year', 18_500), declared('energy.reused-heat', 0), declared('energy.renewable', 9250)]
    expect(line('E_DC', more)).toMatchObject({ value: 18_500, from: 'chiffres' })
    expect(line('PUE', more)).toMatchObject({ value: null, from: expect.stringContaining('déclarée') })
    expect(line('PUE', [...more, declared('energy.it-year', 12_500)])?.value).toBe(1.48)
    expect(line('PUE', [declared('energy.room-year', 18_500)])).toMatchObject({ value: null, from: '' })
    expect([line('ERF', more)?.value, line('REF', more)?.value]).toEqual([0, 0.5])
  })

  it('divides no year by a part of it, and says so', () => {
    const part = [...year.slice(0, 12), declared('water.room', 9000), declared('energy.renewable', 9000)]
    expect(line('PUE', part)).toMatchObject({ value: null, from: expect.stringMatching(/moins de 95 %.*1,50 sur 50 % de l’année.*iPUE/) })
    for (const symbol of ['WUE', 'REF']) expect(line(symbol, part)).toMatchObject({ value: null, from: expect.stringContaining('moins de 95 %') })
  })

  it('gives water in cubic metres, as the report wants it, from the litres of the record', () => {
    const more = [...year, declared('water.room', 18_000)]
    expect(line('W_IN', more)).toMatchObject({ value: 18, unit: 'm3' })
    expect(line('WUE', more)).toMatchObject({ value: 1.5, unit: 'm3/MWh' })
  })

  it('counts what the room drew while its IT load was not read, and keeps the ratio to the time of both', () => {
    const [room] = meters('2025-12', 1500, 0)
    const silent = [...year.slice(0, -2), { ...room!, metric: 'energy.room-alone' }]
    expect([line('E_DC', silent), line('E_IT', silent), line('PUE', silent)]).toMatchObject([{ value: 18_000, coverage: 1 }, { value: 11_000 }, { value: null, from: expect.stringContaining('1,50 sur 91 %') }])
  })

  it('has no PUE when the meters contradict each other', () => {
    expect(line('PUE', monthsUpTo('2025-12', 12).flatMap((month) => meters(month, 900, 1000)))?.value).toBeNull()
  })

  it('adds for France what identifies the establishment', () => {
    expect(line('SIRET', year, frenchFields)).toMatchObject({ value: null })
    expect(line('E_DC', year, frenchFields)?.value).toBe(18_000)
  })
})
