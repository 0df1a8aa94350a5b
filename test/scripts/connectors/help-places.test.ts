import { describe, expect, it } from 'vitest'
import connector from '#connectors/help-places'
import { bundled } from '#effects/tables/bundle'
import { count, reply, values } from './counted.ts'
import { fakeIo } from './fake-io.ts'

const places = reply('lieux-mediation.csv')
const grid = 'idcar_200m;ind;lcog_geo\nCRS3035RES200mN2832000E4154800;120,5;67482\nCRS3035RES200mN2832000E4194800;30;6748267043\nCRS3035RES200mN2832000E4154800;999;75056\n'
const parse = (settings = {}, files: Record<string, Uint8Array> = {}) => count(connector, bundled({ places, ...files }), settings)

describe('places of digital help in the national schema', () => {
  it('are counted by what their record says, those that receive nobody and those too old apart', () => {
    expect(values(parse())).toMatchObject({
      'help.records 2026-11': 4, 'help.fresh-records 2026-11': 3, 'help.places 2026-11 67482': 2, 'help.places-valid 2026': 3, 'help.places-specific 2026': 1,
      'help.places-by-need 2026-11 Surdité': 1, 'help.places-by-service 2026-11 Accès internet': 1,
    })
  })

  it('give the hours of their drop-in sessions, and say when a schedule cannot be read', () => {
    expect(values(parse())).toMatchObject({ 'help.weekly-hours 2026-11': 15, 'help.hours-unknown 2026-11': 1 })
  })

  it('are never dropped in silence: no date, or the same identifier twice', () => {
    const { report } = parse()
    expect(report.rejected).toEqual([expect.objectContaining({ line: 6, reason: '« date_maj » vide' })])
    expect(report.duplicates).toEqual([{ line: 7, sameAs: 2 }])
  })

  it('read 01/10/2026 as the first of October, and refuse a day that is still to come', () => {
    const late = count(connector, bundled({ places: new TextEncoder().encode('id;date_maj\na;01/12/2026\nb;01/10/2026\n') }))
    expect(late.report.rejected).toEqual([expect.objectContaining({ line: 2, reason: 'mise à jour datée du futur' })])
    expect(values(late)).toMatchObject({ 'help.fresh-records 2026-11': 1 })
  })

  it('tell how many residents have one within the distance, of the communes asked for', () => {
    const seen = parse({ grid: { file: 'grille.csv', metres: 3000, communes: ['67482'] } }, { grid: new TextEncoder().encode(grid) })
    expect(values(seen)).toMatchObject({ 'help.residents-near 2026 3000 m à vol d’oiseau': 121, 'help.residents 2026 3000 m à vol d’oiseau': 151 })
    expect(seen.report.notes.at(-1)?.message).toContain('2 carreaux du territoire sur 3')
  })

  it('let no name, telephone or address leave', () => {
    expect(JSON.stringify(parse())).not.toMatch(/rue Exemple|Médiathèque|5521786/)
  })

  it('are read from the address of an export as from a file', async () => {
    const io = fakeIo({ answer: () => ({ body: [{ id: 'a', date_maj: '2026-10-01', services: ['Accès internet'], modalites_acces: ['Se présenter'], horaires: 'Mo 09:00-11:00' }] }) })
    const settings = connector.settings.parse({ url: 'https://data.ville.example/exports/json' })
    expect(values(count(connector, await connector.fetch(settings, io)))).toMatchObject({ 'help.places 2026-11 unknown': 1, 'help.weekly-hours 2026-11': 2 })
  })
})
