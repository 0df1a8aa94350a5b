import { beforeAll, describe, expect, it } from 'vitest'
import numecoeval from '#connectors/numecoeval'
import { loadFactorBook } from '#effects/territory/factors'
import { numecoevalFiles } from '#effects/inventory/numecoeval-export'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import type { Observation } from '#model/observation'
import { ImportReport, Source } from '#model/source'
import { Territory } from '#model/territory'

const territory = Territory.parse({
  id: 'essai', name: 'Essai', contact: { email: 'a@b.example', function: 'DSI' },
  organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }, { id: 'ecoles', name: 'Écoles', kind: 'direction' }],
})
const source = Source.parse({ id: 'parc', name: 'Parc', connector: 'numecoeval', organisation: 'ville', cadence: 'yearly', settings: {} })
const HEADER = 'nomEquipementPhysique;modele;quantite;nomCourtDatacenter;dateAchat;dateRetrait;type;statut;paysDUtilisation;consoElecAnnuelle;utilisateur;nomSourceDonnee;nomEntite;nbCoeur'
let factors: FactorBook
beforeAll(async () => { factors = await loadFactorBook() })

const parseText = (text: string): Parsed =>
  numecoeval.parse(new TextEncoder().encode(text), numecoeval.settings.parse({ file: 'equipements.csv', asOf: '2026-10-31' }), { source, territory, at: '2026-11-22T00:00:00Z', factors })
const parse = (...lines: string[]): Parsed => parseText([HEADER, ...lines, ''].join('\n'))
const counts = ({ observations }: Parsed, metric = 'fleet.devices') => observations.filter((fact) => fact.metric === metric).map(({ subject, dimensions, value }) => [subject, dimensions['type'], dimensions['state'], dimensions['purchaseYear'], value])

describe('a NumEcoEval or G4IT file', () => {
  it('is counted by the quantity of its lines', () => {
    const parsed = parse('lot-1;Latitude;120;;2021-03-01;;Laptop;In use;France;;;GLPI;Écoles;', 'srv;R640;3;DC1;2019-01-01;2025-06-30;Server;Retired;France;2000;;GLPI;Ville;16')
    expect(counts(parsed)).toEqual([['ecoles', 'laptop', 'in-use', '2021', 120], ['ville', 'server', 'retired', '2019', 3]])
    expect(counts(parsed, 'fleet.retirements').map(([subject, type, , , value]) => [subject, type, value])).toEqual([['ville', 'server', 3]])
    ImportReport.parse(parsed.report)
  })

  it('is read whatever the order of its columns, its mark, its quotes and its trailing semicolon', () => {
    const parsed = parseText('\uFEFFtype;quantite;nomEntite;modele;nomEquipementPhysique;\r\n"Laptop";4;"Écoles";"X";"a";\r\n')
    expect(counts(parsed)).toEqual([['ecoles', 'laptop', 'in-use', 'unknown', 4]])
  })

  it('holds one line twice only when name, entity and source are the same', () => {
    const { report } = parse('pc;X;1;;;;Desktop;;;;;GLPI;Ville;', 'pc;X;1;;;;Desktop;;;;;GLPI;Écoles;', 'pc;X;1;;;;Desktop;;;;;GLPI;Ville;', ';X;2;;;;Desktop;;;;;GLPI;Ville;', ';X;2;;;;Desktop;;;;;GLPI;Ville;')
    expect(report).toMatchObject({ kept: 4, duplicates: [{ line: 4, sameAs: 2 }] })
  })

  it('never lets a user or a machine name out', () => {
    const { observations, report } = parse('PC-QUATREVAUX;X;1;;;;Desktop;;;;Eulalie Quatrevaux;GLPI;Ville;', 'PC-QUATREVAUX;X;zéro;;;;Desktop;;;;eulalie@ville.example;GLPI;Eulalie;')
    expect(JSON.stringify([observations, report])).not.toMatch(/quatrevaux|eulalie/i)
    expect(report.notes.map(({ message }) => message)).toContainEqual(expect.stringMatching(/utilisateur.*jamais lue/))
  })

  it('says which filled columns are left', () => {
    expect(parse('a;X;1;DC1;;;Server;;France;2000;;;Ville;').report.notes).toContainEqual({ line: null, message: 'Colonnes remplies que Trèfle ne reprend pas : nomCourtDatacenter, paysDUtilisation, consoElecAnnuelle.' })
  })

  it('is refused when it is another file of the format', () => {
    expect(() => parseText('nomCourtDatacenter;nomLongDatacenter;pue;localisation;nomEntite\nDC1;Salle;1,6;France;Ville\n')).toThrow(/EquipementPhysique/)
    expect(() => parseText('')).toThrow(/EquipementPhysique/)
  })
})

describe('a fleet exported then read again', () => {
  it('is the same fleet, but for what the format cannot say', () => {
    const first = parse('a;X;12;;2021-03-01;;Laptop;In use;France;;;GLPI;Écoles;', 'b;X;3;;;;téléphone IP;In stock;;;;;Ville;', 'c;X;2;;;;Douchette;;;;;;Ville;', 'd;X;9;;2015-01-01;2024-02-01;Desktop;;;;;;Ville;')
    const again = parseText(numecoevalFiles(first.observations, territory.organisations).equipment)
    const present = (facts: readonly Observation[]) => facts.filter(({ metric, dimensions }) => metric === 'fleet.devices' && dimensions['state'] !== 'retired')
    expect(present(again.observations)).toEqual(present(first.observations))
    expect(present(again.observations)).toHaveLength(3)
    expect(again.report).toMatchObject({ kept: 3, rejected: [], duplicates: [] })
  })
})
