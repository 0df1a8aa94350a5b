import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anonymise } from '#effects/recording/anonymise'
import { recordingIo } from '#effects/recording/recording-io'
import { createPseudonyms } from '#effects/recording/pseudonyms'
import { fakeIo } from '../../connectors/fake-io.ts'

const reply = (name: string) => readFile(new URL(`../../../fixtures/inventories/replies/${name}`, import.meta.url))
const personal = /quatrevaux|honorine|rochebrune|josserand|PLANT|planted|ECOLE-P|MAIRIE|ECRAN-0|SW-RDC|INV-0001|0102030405|Salle 12|10\.42\.|192\.0\.2|00:11:22|ABC123|EMS-00042|ECOLE-A/i

describe('a recorded reply', () => {
  it.each(['ocs-2.8.1-computers.json', 'glpi-legacy.json', 'glpi-v2.json', 'glpi-agent.json', 'fusioninventory-2.6.xml'])('names nobody, no machine, no serial and no address: %s', async (name) => {
    const bytes = await reply(name)
    expect(bytes.toString()).toMatch(personal)
    const recorded = anonymise(bytes)
    expect(recorded?.text).not.toMatch(personal)
    expect(recorded?.text).toMatch(/Latitude 5420|OptiPlex 7080|EliteBook 840/)
  })

  it('keeps its shape', async () => {
    const shape = (value: unknown): unknown => Array.isArray(value) ? value.map(shape) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)])) : typeof value
    const bytes = await reply('glpi-legacy.json')
    expect(shape(JSON.parse(anonymise(bytes)?.text ?? ''))).toEqual(shape(JSON.parse(bytes.toString())))
  })

  it('gives one word to one original, from one reply to the next', () => {
    const pseudonyms = createPseudonyms()
    const serial = (text: string): string => JSON.parse(anonymise(new TextEncoder().encode(text), pseudonyms)?.text ?? '').serial
    const [first, second, again] = [serial('{"serial":"A1"}'), serial('{"serial":"B2"}'), serial('{"serial":"A1"}')]
    expect(again).toBe(first)
    expect(second).not.toBe(first)
  })

  it('hides people and addresses even where it keeps what is written', () => {
    const text = anonymise(new TextEncoder().encode('[{"contact":"Honorine Quatrevaux","model":"Latitude 5420 de Quatrevaux, 10.0.0.7, h@ville.example, 06 12 34 56 78"}]'))?.text
    expect(text).toContain('Latitude 5420 de anon, anon, anon, anon')
  })

  it('keeps of a table what says the devices, and hides people wherever a town writes them', () => {
    const header = 'Type;Modèle;N° de série;Nom;Prénom;Affecté à;Nom de l’agent;État;Date d’achat;Quantité;Devenir;Commentaire'
    const lines = [
      'PC portable;Latitude 5420 de Quatrevaux;SN-PLANT;Quatrevaux;Honorine;Rochebrune Odile;Josserand;En service;12/03/2021;2;;rendu par Honorine',
      'PC;Tour de Mme Vieillefosse (06 12 34 56 78);SN-PLANT2;;;;;En service chez Odile;selon Josserand;trop pour Odile;Donné à Odile;h.quatrevaux@ville.example',
      'Écran;P24 rochebrune;;;;;;Réformé;2019;1;Don;',
    ]
    const text = anonymise(new TextEncoder().encode([header, ...lines].join('\n')))?.text ?? ''
    for (const kept of ['Latitude 5420', 'En service', '12/03/2021', 'Réformé', '2019', 'Don', 'P24']) expect(text).toContain(kept)
    expect(text).not.toMatch(/quatrevaux|honorine|rochebrune|odile|josserand|vieillefosse|plant|06 12/i)
  })

  it.each(['Appareil', 'Équipement', 'Matériel', 'Type'])('hides the name of a machine in the column of its type: %s', (header) => {
    const text = anonymise(new TextEncoder().encode(`${header};Modèle;Site\nPC-DUPONT;Latitude;Mairie\nOrdinateurs portables;Latitude;Mairie\nDupont Renée;Latitude;Mairie`))?.text ?? ''
    expect(text).toContain('Ordinateurs portables;Latitude')
    expect(text).not.toMatch(/dupont|renée/i)
  })

  it.each([
    'Username', 'Userid', 'Users', 'Firstname', 'Lastname', 'Realname', 'Fullname', 'Phone', 'Téléphones', 'Contacts', 'E-mails', 'Agents', 'Agente', 'Affectés à', 'Attribuée à',
    'Utilisateur', 'Responsables', 'Détentrice', 'Demandeuse', 'Prénoms',
  ])('knows that people are named under « %s »', (header) => {
    const text = anonymise(new TextEncoder().encode(`Type;Modèle;${header}\nPC;Latitude de Quatrevaux;Quatrevaux`))?.text
    expect(text).toContain('PC;Latitude de anon;anon-')
  })

  it.each(['Affectation', 'Téléphonie', 'Télévision', 'Hostname'])('does not take for people what stands under « %s »', (header) => {
    expect(anonymise(new TextEncoder().encode(`Type;Modèle;${header}\nPC;Latitude 5420;Latitude`))?.text).toContain('PC;Latitude 5420;')
  })

  it('keeps the readings of a meter, and hides which machine gave them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trefle-recorded-'))
    const answer = { status: 'success', data: { resultType: 'matrix', result: [{ metric: { __name__: 'pdu_energy_kwh', instance: '10.77.1.21:9116', salle: 'Sous-sol mairie' }, values: [[1795309246, '1000.25'], [1795309306, 'NaN']] }] } }
    await recordingIo(fakeIo({ answer: () => ({ headers: { 'content-type': 'application/json' }, body: answer }) }), folder, () => expect.fail('not recorded'))
      .request('http://10.77.1.9:9090/api/v1/query_range?query=pdu_energy_kwh%7Binstance%3D%2210.77.1.21%3A9116%22%2Csalle%3D%22Sous-sol%22%7D&step=60&access_token=t0p')
    const text = await readFile(join(folder, '0001-reply.json'), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ path: '/api/v1/query_range?query=pdu_energy_kwh{instance="anon",salle="anon"}&step=60&access_token=anon', body: { data: { resultType: 'matrix', result: [{ metric: { __name__: 'pdu_energy_kwh' }, values: [[1795309246, '1000.25'], [1795309306, 'NaN']] }] } } })
    expect(text).not.toMatch(/10\.77|sous-sol|t0p/i)
  })

  it('is not made of what has no shape that can be read', () => {
    expect(anonymise(new TextEncoder().encode('Horodatage;kWh\n2026-01-01;12\n'))).toBeNull()
    expect(anonymise(new TextEncoder().encode('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))).toBeNull()
  })
})
