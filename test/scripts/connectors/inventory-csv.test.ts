import { beforeAll, describe, expect, it } from 'vitest'
import inventory from '#connectors/inventory-csv'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { Observation } from '#model/observation'
import { ImportReport, Source } from '#model/source'
import { Territory } from '#model/territory'

const territory = Territory.parse({
  id: 'essai', name: 'Essai', contact: { email: 'a@b.example', function: 'DSI' },
  organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }, { id: 'ecoles', name: 'Écoles', kind: 'direction' }],
})
const source = Source.parse({ id: 'parc', name: 'Parc', connector: 'inventory-csv', organisation: 'ville', cadence: 'yearly', settings: {} })
const HEADER = 'Type;Modèle;N° de série;Utilisateur;Service;État;Date d’achat;Date de réforme;Devenir;Reconditionné;SIRET;Quantité'

let factors: FactorBook
beforeAll(async () => { factors = await loadFactorBook() })

function parse(lines: readonly string[], settings: object = {}, header = HEADER): Parsed {
  const raw = new TextEncoder().encode([header, ...lines, ''].join('\r\n'))
  return inventory.parse(raw, inventory.settings.parse({ file: 'parc.csv', asOf: '2026-10-31', ...settings }), { source, territory, at: '2026-11-22T00:00:00Z', factors })
}

/** Value of each fact of a metric, by the given coordinates. */
function facts({ observations }: Parsed, metric: string, ...coordinates: string[]): [string, number | null][] {
  return observations.filter((observation) => observation.metric === metric).map(({ dimensions, value }) => [coordinates.map((name) => dimensions[name]).join(' '), value])
}

describe('an inventory', () => {
  it('says which column it did not find, rather than leave one of another name out without a word', () => {
    const told = (header: string) => parse(['PC portable;T14;En service'], {}, header).report.notes.map(({ message }) => message).join()
    expect(told('Type;Réf. interne;État')).toContain('Aucune colonne reconnue pour : modèle, n° de série, service, date d’achat.')
    expect(told('Type;Désignation du modèle;État')).toContain('pour : n° de série, service, date d’achat.')
    expect(parse(['PC portable;T14;A1;;Écoles;En service;05/03/2021;;;Oui;;']).report.notes.map(({ message }) => message).join()).not.toContain('Aucune colonne')
  })

  it('is counted by type, organisation, state, year of purchase and origin', () => {
    const parsed = parse([
      'PC portable;T14;A1;;Écoles;En service;05/03/2021;;;Oui;;',
      'PC portable;T14;A2;;Écoles;Affecté;12/09/2021;;;Oui;;',
      'Écran;P24;A3;;Ville;En stock;2019-01-15;;;Non;;',
    ])
    expect(facts(parsed, 'fleet.devices', 'type', 'organisation', 'state', 'purchaseYear', 'refurbished')).toEqual([
      ['laptop ecoles in-use 2021 yes', 2], ['monitor ville in-stock 2019 no', 1],
    ])
    expect(parsed.observations[0]).toMatchObject({ subject: 'ecoles', period: '2026', unit: 'count', quality: 'declared', source: 'parc' })
    for (const observation of parsed.observations) Observation.parse(observation)
    ImportReport.parse(parsed.report)
  })

  it('keeps a type that it does not know, out of the carbon and in the coverage', () => {
    const parsed = parse(['Douchette;DS22;A1;;;En service;;;;;;', 'Serveur;R640;A2;;;En service;;;;;;'])
    expect(facts(parsed, 'fleet.devices', 'type', 'purchaseYear')).toEqual([['server unknown', 1], ['unknown unknown', 1]])
    expect(parsed.report.known).toEqual({ type: 0.5, model: 1, age: 0 })
  })

  it('says what is known of the devices, of which a line may stand for many', () => {
    expect(parse(['PC;X;;;;;2020;;;;;9', 'Douchette;;A2;;;;;;;;;1']).report.known).toEqual({ type: 0.9, model: 0.9, age: 0.9 })
  })

  it('says how each device left, when, and after how many years', () => {
    const parsed = parse([
      'PC;X;A1;;;Réformé;01/01/2018;01/07/2025;Don;;;', 'PC;X;A2;;;Réformé;01/01/2018;10/07/2025;Réemploi;;;',
      'PC;X;A3;;;Réformé;;15/02/2026;DEEE;;;', 'PC;X;A4;;;Réformé;01/01/2018;;;;;',
    ])
    expect(facts(parsed, 'fleet.retirements', 'serviceYears', 'outlet')).toEqual([['7.5 reuse', 2], ['unknown recycling', 1]])
    expect(facts(parsed, 'fleet.devices', 'state').reduce((sum, [, count]) => sum + (count ?? 0), 0)).toBe(4)
  })

  it('gives as purchases only those of its own year', () => {
    const parsed = parse(['PC;X;A1;;;En service;10/02/2026;;;Oui;;', 'PC;X;A2;;;En service;10/02/2025;;;;;'])
    expect(facts(parsed, 'fleet.purchases', 'type', 'refurbished')).toEqual([['desktop yes', 1]])
  })

  it('counts a line as many times as its quantity', () => {
    expect(facts(parse(['Écran;P24;;;;En service;2020;;;;;12']), 'fleet.devices', 'purchaseYear')).toEqual([['2020', 12]])
  })
})

describe('the report of an inventory', () => {
  it('does not take for a shifted line a remark under a column without a header', () => {
    const header = 'Type;Modèle;Quantité;'
    expect(parse(['PC;X;2;à revoir', 'PC;X;3;', 'PC;X;4;;;'], {}, header).report).toMatchObject({ kept: 3, rejected: [] })
    expect(parse(['PC;X ; 15 pouces;2;'], {}, header).report).toMatchObject({ kept: 0, rejected: [{ reason: expect.stringMatching(/4 cellules au lieu de 3/) }] })
  })

  it('keeps the first of two lines with one serial, and says which', () => {
    const parsed = parse(['PC;X;ab-12;;;En service;;;;;;', 'PC;X;N/A;;;En service;;;;;;', 'PC;X;AB 12;;;En service;;;;;;', 'PC;X;N/A;;;En service;;;;;;'])
    expect(parsed.report).toMatchObject({ kept: 3, duplicates: [{ line: 4, sameAs: 2 }] })
  })

  it('does not take for one device two serials that a spreadsheet rounded to the same figure', () => {
    expect(parse(['PC;X;1,23457E+11;;;;;;;;;', 'PC;X;1,23457E+11;;;;;;;;;']).report).toMatchObject({ kept: 2, duplicates: [] })
  })

  it.each([
    ['PC;X;A1;;;En service;;;;;5,52178E+13;', /SIRET en notation scientifique/],
    ['PC;X;A1;;;En service;;;;;;;;batterie', /décalé les colonnes/],
    ['PC;X;A1;;;En service;;;;;;deux', /quantité/],
    ['PC;X;A1;;;En service;;;;;;-3', /quantité/],
    ['PC;X;A1;;;En service;;;;;;#REF!', /quantité/],
    [';;;;Ville;En service;;;;;;', /ni type, ni modèle/],
  ])('rejects « %s » with its line, a reason and a mend', (line, reason) => {
    const { report, observations } = parse(['PC;X;A0;;;En service;;;;;;', line])
    expect(report.rejected).toEqual([{ line: 3, reason: expect.stringMatching(reason), mend: expect.stringMatching(/\w/) }])
    expect([report.kept, observations.length]).toEqual([1, 1])
  })

  it.each([
    ['PC;X;A1;;;En service;31/02/2020;;;;;', /absente du calendrier/, 'in-use unknown'],
    ['PC;X;A1;;;En service;#VALEUR!;;;;;', /Cellule en erreur/, 'in-use unknown'],
    ['PC;X;A1;;;En service;12/05/2062;;;;;', /future/, 'in-use unknown'],
    ['PC;X;A1;;;Voir Régis;12/05/2022;;;;;', /État non reconnu/, 'in-use 2022'],
    ['PC;X;A1;;Halle;En service;12/05/2022;;;;;', /Service non reconnu/, 'in-use 2022'],
    ['PC;X;A1;;;En service;12/05/2022;01/02/2026;;;;', /compté comme sorti/, 'retired 2022'],
    ['PC;X;A1;;;En service;12/05/2022;01/02/2027;;;;', /Sortie prévue/, 'in-use 2022'],
    ['PC;X;A1;;;Réformé;12/05/2022;01/02/2020;;;;', /avant la date d’achat/, 'retired 2022'],
    ['PC;X;1,2E+11;;;En service;12/05/2022;;;;;', /notation scientifique/, 'in-use 2022'],
  ])('keeps « %s » and says what it understood', (line, sentence, understood) => {
    const parsed = parse([line])
    expect(parsed.report.notes).toEqual([{ line: 2, message: expect.stringMatching(sentence) }])
    expect(facts(parsed, 'fleet.devices', 'state', 'purchaseYear')).toEqual([[understood, 1]])
  })

  it('accounts for every line of the file', () => {
    const { report } = parse(['Direction des finances', 'PC;X;A1;;;;;;;;;', 'PC;X;A1;;;;;;;;;', ';;;;;;;;;;;', HEADER, 'PC;X;A2;;;;;;;;9,1E+13;', 'Total;;;;;;;;;;;2'])
    const setApart = report.notes.filter(({ message }) => /mis(e)?s? à part/.test(message)).length
    expect(report.kept + report.rejected.length + report.duplicates.length + setApart + 1).toBe(report.read.lines)
  })

  it('says in one note the blank lines that a spreadsheet left by the thousand', () => {
    const { report } = parse(['PC;X;A1;;;;;;;;;', ...Array.from({ length: 5_000 }, () => ';;;;;;;;;;;')])
    expect(report.read.lines).toBe(5_002)
    expect(report.notes.filter(({ message }) => message.includes('vides'))).toEqual([{ line: 3, message: expect.stringMatching(/^Lignes vides, mises à part \(lignes 3, 4, .* et 4980 autres\)\.$/) }])
  })

  it.each([
    ['the name of a section', 'Direction des finances;;;;;;;;;;;', 'lone-text'], ['the foot of a page', 'Page 1/2', 'lone-text'], ['the type of those that follow', 'ORDINATEURS PORTABLES;;;;;;;;;;;', 'lone-text'],
    ['where the file comes from', ';Export GLPI du 31/10/2026;;;;;;;;;;', 'lone-text'],
    ['a total', 'TOTAL GÉNÉRAL;;;;;;;;;;;54', 'total'], ['a total in another column', ';;;;Total;;;;;;;54', 'total'],
    ['a subtotal of Excel', 'Somme PC;;;;;;;;;;;54', 'total'], ['a count of Excel', 'Nombre PC;;;;;;;;;;;54', 'total'],
    ['the header over two lines', 'Type;;;;;;Date;;;;;Nb', 'header'],
  ])('does not take for a device %s', (_what, line, reason) => {
    const { report, observations } = parse(['PC;X;A1;;;;;;;;;', line, 'Douchette;DS22;A2;;;;;;;;;'])
    expect(report).toMatchObject({ kept: 2, rejected: [] })
    const said = { 'lone-text': /^Ligne d’un seul texte/, total: /^Ligne de total/, header: /^En-têtes répétés/ }[reason]
    expect(report.notes).toContainEqual({ line: 3, message: expect.stringMatching(said ?? /never/) })
    expect(observations.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(2)
    expect(JSON.stringify(report)).not.toMatch(/finances|31\/10|Page/)
  })

  it('takes no device for a total because its service is called « Somme » or « Nb »', () => {
    const header = 'Service;Type;Modèle;N° de série'
    expect(parse(['Somme Numérique;Terminal X;T1;A1', 'Nb Écoles;Terminal X;T1;A2', 'Total;Terminal X;;', 'Total mairie;;;2', 'Total mairie;12;;'], {}, header).report).toMatchObject({ kept: 2, notes: expect.arrayContaining([{ line: 4, message: expect.stringMatching(/^Lignes de total.*4, 5, 6/) }]) })
  })

  it('does not take the staff of a service for a number of devices', () => {
    expect(facts(parse(['Imprimante;HP;Écoles;35'], {}, 'Type;Modèle;Service;Effectif'), 'fleet.devices', 'type')).toEqual([['printer', 1]])
  })

  it('counts a type alone on its line, once a person has said what it is', () => {
    expect(parse(['Douchette;;;;;;;;;;;'], { types: { Douchette: 'smartphone' } }).report.kept).toBe(1)
    expect(parse(['PC;;;;;;;;;;;']).report.kept).toBe(1)
  })

  it('asks whether a serial is one when many lines bear it', () => {
    const { report } = parse(['PC;X;A1;;;;;;;;;', ...Array.from({ length: 4 }, () => 'PC;X;SANSPUCE;;;;;;;;;')])
    expect(report).toMatchObject({ kept: 2, duplicates: [{ line: 4, sameAs: 3 }, { line: 5, sameAs: 3 }, { line: 6, sameAs: 3 }] })
    expect(report.notes).toEqual([{ line: 3, message: expect.stringMatching(/numéro de série porté par 4 lignes ou plus.*\(ligne 3\).*videz/) }])
    expect(parse(['PC;X;A1;;;;;;;;;', 'PC;X;A1;;;;;;;;;']).report.notes).toEqual([])
  })

  it('quotes no cell: neither user, nor serial, nor what a shifted column put in its place', () => {
    const { observations, report } = parse([
      'Quatrevaux Eulalie;X;SN-SECRET-1;10.42.3.7;;En service;Quatrevaux;;;;;', 'PC;X;SN-SECRET-2;Eulalie Quatrevaux;10.42.3.7;Quatrevaux;;Quatrevaux;Quatrevaux;;;',
      'PC;X;SN-SECRET-1;Quatrevaux;;;;;;;;', 'PC;X;SN-SECRET-3;Quatrevaux;;;;;;;1,2E+13;',
    ])
    expect(JSON.stringify([observations, report])).not.toMatch(/quatrevaux|eulalie|secret|10\.42/i)
  })
})

describe('the settings of an inventory', () => {
  it('translate the words of a town', () => {
    const settings = { types: { Douchette: 'smartphone' }, states: { 'Chez Paul': 'in-stock' }, organisations: { 'Groupe scolaire': 'ecoles' } }
    expect(facts(parse(['DOUCHETTE;X;A1;;groupe  scolaire;chez paul;;;;;;'], settings), 'fleet.devices', 'type', 'organisation', 'state')).toEqual([['smartphone ecoles in-stock', 1]])
  })

  it('name a column that Trèfle does not know', () => {
    const parsed = parse(['PC;A1'], { columns: { type: 'Bidule', serial: 'Matricule' } }, 'Bidule;Matricule')
    expect(facts(parsed, 'fleet.devices', 'type')).toEqual([['desktop', 1]])
  })

  it('are refused when they name a column, a type or an organisation that does not exist', () => {
    expect(() => parse(['PC;X'], { columns: { purchase: 'Achat le' } })).toThrow(/Achat le/)
    expect(() => parse([], { types: { Douchette: 'scanner' } })).toThrow(/scanner/)
    expect(() => parse([], { organisations: { Halle: 'marche' } })).toThrow(/marche/)
  })

  it('cannot make up for a file without headers', () => {
    expect(() => parse([], {}, 'PC;Dell;AB12')).toThrow(/en-têtes/)
  })

  it('are not needed for what a GLPI list, a register or a count is headed by', () => {
    const header = 'Équipement;Marque/Modèle;S/N;Nbre;Statut du matériel;Localisation;Informations financières et administratives - Date d’achat'
    expect(facts(parse(['PC portable;Dell Latitude;A1;3;En stock;Écoles;mars 2021'], {}, header), 'fleet.devices', 'type', 'state', 'organisation', 'purchaseYear')).toEqual([['laptop in-stock ecoles 2021', 3]])
    expect(facts(parse(['Latitude 5420;PC portable;DSI;Écoles'], {}, 'Matériel;Type;Affectation;Service'), 'fleet.devices', 'type', 'organisation')).toEqual([['laptop ecoles', 1]])
  })

  it('find the headers of the G4IT template, under a title', () => {
    const parsed = parse(['nomEquipementPhysique;modele;quantite;dateAchat;dateRetrait;type;statut;nomEntite', 'PC-01;X;3;2020-05-01;;Laptop;En service;Écoles'], {}, 'Parc au 31/10/2026')
    expect(facts(parsed, 'fleet.devices', 'type', 'organisation', 'purchaseYear')).toEqual([['laptop ecoles 2020', 3]])
    expect(parsed.report.notes).toEqual([{ line: 1, message: 'Ligne de titre, mise à part.' }])
  })
})
