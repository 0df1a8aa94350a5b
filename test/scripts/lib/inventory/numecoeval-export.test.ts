import { describe, expect, it } from 'vitest'
import { numecoevalFiles } from '#effects/inventory/numecoeval-export'
import { Observation } from '#model/observation'
import { Organisation } from '#model/territory'

const organisation = (name: string) => [Organisation.parse({ id: 'ville', name, kind: 'commune' })]
const devices = (value: number | null, coordinates: Record<string, string> = {}, rest: Partial<Observation> = {}): Observation => Observation.parse({
  metric: 'fleet.devices', subject: 'ville', period: '2026', value, unit: 'count', quality: 'declared', source: 'parc', at: '2026-11-22T00:00:00Z',
  dimensions: { type: 'laptop', organisation: 'ville', state: 'in-use', purchaseYear: '2021', refurbished: 'no', ...coordinates }, ...rest,
})
const HEADERS = 'nomEquipementPhysique;modele;quantite;nomCourtDatacenter;dateAchat;dateRetrait;type;statut;paysDUtilisation;consoElecAnnuelle;utilisateur;nomSourceDonnee;nomEntite;nbCoeur'

describe('the fleet in the format of NumEcoEval', () => {
  it('has the headers of both templates, in their order', () => {
    const { equipment, dataCentres } = numecoevalFiles([], [])
    expect(equipment.trim()).toBe(HEADERS)
    expect(dataCentres.trim()).toBe('nomCourtDatacenter;nomLongDatacenter;pue;localisation;nomEntite')
  })

  it('is one line a type, year, organisation and state, with its quantity', () => {
    const files = numecoevalFiles([devices(4), devices(2, { refurbished: 'yes' }), devices(3, { purchaseYear: 'unknown', state: 'in-stock' })], organisation('Ville'))
    expect(files.equipment.trim().split('\n').slice(1)).toEqual([
      'parc_ville_laptop_2021_in-use;laptop;6;;2021-01-01;;laptop;En service;France;;;parc;Ville;',
      'parc_ville_laptop_unknown_in-stock;laptop;3;;;;laptop;En stock;France;;;parc;Ville;',
    ])
    expect(files).toMatchObject({ lines: 2, devices: 9, year: '2026' })
  })

  it('leaves out the devices that left, the withdrawn facts, the inventories before the latest and what is no device', () => {
    const files = numecoevalFiles([devices(5), devices(7, { state: 'retired' }), devices(null, { type: 'tablet' }), devices(8, {}, { period: '2025' }), devices(9, {}, { metric: 'fleet.purchases' })], organisation('Ville'))
    expect(files).toMatchObject({ lines: 1, devices: 5 })
  })

  it.each(['=HYPERLINK("http://evil.example")', '+33 1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1'])('cannot run %j in a spreadsheet', (name) => {
    const line = numecoevalFiles([devices(1)], organisation(name)).equipment.trim().split('\n').at(-1) ?? ''
    expect(line).toMatch(/;"?'[=+@-]/)
  })

  it('keeps a name with a semicolon in one cell', () => {
    expect(numecoevalFiles([devices(1)], organisation('Ville ; écoles')).equipment).toContain(';"Ville ; écoles";')
  })
})
