import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { euFields } from '#lib/energy/data-centre-fields'
import { appendObservations } from '#effects/record/observations'
import { meters } from '../facts-builders.ts'
import { exportDataCentre } from '../../scripts/export-data-centre.ts'

async function record(rooms: readonly string[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-dc-'))
  await writeFile(join(dataDir, 'territory.yml'), 'id: essai\nname: Ville d’Essai\ncontact: { email: dsi@essai.example, function: DSI }\norganisations: [{ id: ville, name: Ville, kind: commune, code: "67043" }]\n')
  if (rooms.length > 0) await appendObservations(dataDir, 'meter-csv', rooms.flatMap((subject) => meters('2025-01', 1500.5, 1000).map((each) => ({ ...each, subject }))))
  return { dataDir, out: join(dataDir, 'salle.csv'), year: '2025', fields: euFields }
}

describe('the export of a data centre', () => {
  it('is a CSV that a French spreadsheet opens, missing fields first', async () => {
    const options = await record(['salle'])
    await exportDataCentre(options)
    const rows = (await readFile(options.out, 'utf8')).split('\r\n')
    expect(rows[0]).toBe('\ufeffÉtat;Champ;Libellé;Valeur;Unité;Couverture de l’année (%);D’après')
    expect(rows[1]).toBe('à compléter;Nom;Nom du centre de données;;;;')
    expect(rows).toContain('connu;Code LAU;Commune (unité administrative locale : code Insee);67043;;;territory.yml')
    expect(rows).toContain('connu;Propriétaire et exploitant;Propriétaire et exploitant, avec un contact;Ville d’Essai, DSI, dsi@essai.example;;;territory.yml')
    expect(rows).toContain('connu;E_DC;Énergie totale;1500,5;kWh;8;compteurs')
  })

  it('runs no formula that a name holds', async () => {
    const options = await record(['salle'])
    const file = join(options.dataDir, 'territory.yml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('name: Ville d’Essai', `name: "=HYPERLINK('https://piege.example')"`))
    await exportDataCentre(options)
    expect(await readFile(options.out, 'utf8')).toMatch(/;'=HYPERLINK/)
  })

  it('asks which room when there are several, and refuses an empty record', async () => {
    const two = await record(['annexe', 'salle'])
    await expect(exportDataCentre(two)).rejects.toMatchObject({ name: 'UsageError', mend: expect.stringContaining('annexe, salle') })
    expect((await exportDataCentre({ ...two, room: 'salle' })).find(({ symbol }) => symbol === 'E_DC')?.value).toBe(1500.5)
    await expect(exportDataCentre(await record([]))).rejects.toMatchObject({ name: 'UsageError' })
  })
})
