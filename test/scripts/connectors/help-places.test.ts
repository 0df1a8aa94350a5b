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

  it('let no name, telephone or address into the figures and the report of the import', () => {
    const { observations, report } = parse()
    expect(JSON.stringify({ observations, report })).not.toMatch(/rue Exemple|Médiathèque|5521786/)
  })

  it('are listed as they are declared: those that receive the public, old ones too, without a mailbox', () => {
    const table = 'id;nom;adresse;telephone;courriels;site_web;horaires;date_maj;frais_a_charge;prise_en_charge_specifique;modalites_acces\n'
      + 'a;Espace;1 rue Exemple;03 99 00 10 01;nom.prenom@ville.example;javascript:alert(1);"Mo 09:00-12:00; Tu off";01/10/2026;Gratuit;Surdité|Langues étrangères (anglais)|Langues étrangères (autres);Se présenter\n'
      + 'b;Fermé;2 rue Exemple;;;;;01/10/2026;;;Ce lieu n’accueille pas de public\nc;;3 rue Exemple;;;;;01/10/2026;;;\nd;Ancien;4 rue Exemple;;;;sur rendez-vous;01/10/2021;;;\n'
    const { places, report } = count(connector, bundled({ places: new TextEncoder().encode(table) }))
    expect(places?.places.map(({ id }) => id)).toEqual(['a', 'd'])
    expect(places?.places[0]).toMatchObject({
      name: 'Espace', address: '1 rue Exemple', telephone: '0399001001', website: null, declaredOn: '2026-10-01', prices: ['Gratuit'],
      languages: ['anglais', 'autres langues'], needs: ['Surdité'], hours: { declared: 'Mo 09:00-12:00; Tu off', week: [[{ from: 540, to: 720 }], [], [], [], [], [], []] },
    })
    expect(places?.places[1]?.hours).toEqual({ declared: 'sur rendez-vous', week: null })
    expect(JSON.stringify(places)).not.toContain('@')
    expect(report.notes.at(-1)?.message).toContain('1 lieux sans nom')
  })

  it('tell residents of priority districts apart, by their distance to the nearest place', () => {
    const squares = 'latitude;longitude;population\n48.5801;7.7501;100\n48.5936;7.7501;40\n48.6301;7.7501;7\n'
    const outline = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code_qp: 'QN1' }, geometry: { type: 'Polygon', coordinates: [[[7.74, 48.59], [7.76, 48.59], [7.76, 48.6], [7.74, 48.6], [7.74, 48.59]]] } }] }
    const one = 'id;nom;date_maj;latitude;longitude\na;Espace;2026-10-01;48.58;7.75\n'
    const { places: seen } = parse({ grid: { file: 'grille.csv' }, districts: { file: 'qpv.geojson' } }, { places: new TextEncoder().encode(one), grid: new TextEncoder().encode(squares), districts: new TextEncoder().encode(JSON.stringify(outline)) })
    expect(seen?.nearness).toEqual({
      residents: 147, residentsInDistricts: 40,
      within: [{ metres: 500, residents: 100, residentsInDistricts: 0 }, { metres: 1000, residents: 100, residentsInDistricts: 0 }, { metres: 2000, residents: 140, residentsInDistricts: 40 }],
    })
  })

  it('are read from the address of an export as from a file', async () => {
    const io = fakeIo({ answer: () => ({ body: [{ id: 'a', date_maj: '2026-10-01', services: ['Accès internet'], modalites_acces: ['Se présenter'], horaires: 'Mo 09:00-11:00' }] }) })
    const settings = connector.settings.parse({ url: 'https://data.ville.example/exports/json' })
    expect(values(count(connector, await connector.fetch(settings, io)))).toMatchObject({ 'help.places 2026-11 unknown': 1, 'help.weekly-hours 2026-11': 2 })
  })
})
