import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import ocs from '#connectors/ocs'
import { createIo } from '#effects/files/io'
import { recordingIo } from '#effects/recording/recording-io'
import { loadFactorBook } from '#effects/territory/factors'
import type { Io, Parsed } from '#lib/define'
import { at, fleet, sourceOf, territory } from '../scripts/connectors/town.ts'
import { describeService, temporaryFolder } from './harness.ts'
import { ocsNeeds, startOcs, type OcsServer } from './ocs-server.ts'

type Machine = { name: string; user: string; ip: string; serial: string; maker: string; model: string; chassis: string; tag: string; screens?: [maker: string, caption: string, serial: string][] }

const machines: Machine[] = [
  { name: 'MAIRIE-PC-01', user: 'qvieillefosse', ip: '10.77.1.21', serial: 'SN1LATI01', maker: 'Dell Inc.', model: 'Latitude 5420', chassis: 'Laptop', tag: 'MAIRIE', screens: [['LG Display', 'LCD', ''], ['Iiyama', 'ProLite XUB2493HS', 'SN1PROL01']] },
  { name: 'ECOLE-PC-07', user: 'jrochebrune', ip: '10.77.2.7', serial: 'SN1OPTI07', maker: 'Dell Inc.', model: 'OptiPlex 7080', chassis: 'Mini Tower', tag: 'ECOLE-A', screens: [['Dell', 'P2419H', 'SN1P24107']] },
  { name: 'VM-COMPTA', user: 'root', ip: '10.77.9.9', serial: 'VMware-56 4d', maker: 'VMware, Inc.', model: 'VMware Virtual Platform', chassis: 'Other', tag: 'MAIRIE' },
]

const planted = machines.flatMap(({ name, user, ip, serial, screens = [] }) => [name, user, ip, serial, ...screens.map(([, , number]) => number)]).filter((word) => word !== '')

/** What OCS's agent for Unix 2.10 sends, cut to the sections that the connector may meet. */
function inventoryOf({ name, user, ip, serial, maker, model, chassis, tag, screens = [] }: Machine): string {
  const screen = ([brand, caption, number]: [string, string, string]) => `<MONITORS><CAPTION>${caption}</CAPTION><MANUFACTURER>${brand}</MANUFACTURER><SERIAL>${number}</SERIAL></MONITORS>`
  return `<?xml version="1.0" encoding="UTF-8" ?><REQUEST><CONTENT>
    <ACCOUNTINFO><KEYNAME>TAG</KEYNAME><KEYVALUE>${tag}</KEYVALUE></ACCOUNTINFO>
    <BIOS><BDATE>04/12/2021</BDATE><SMANUFACTURER>${maker}</SMANUFACTURER><SMODEL>${model}</SMODEL><SSN>${serial}</SSN><TYPE>${chassis}</TYPE></BIOS>
    <HARDWARE><NAME>${name}</NAME><USERID>${user}</USERID><IPADDR>${ip}</IPADDR><OSNAME>Debian</OSNAME><CHECKSUM>131071</CHECKSUM></HARDWARE>
    ${screens.map(screen).join('')}
  </CONTENT><DEVICEID>${name}-2026-11-20-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>`
}

describeService('a real OCS Inventory NG', ocsNeeds, () => {
  let server: OcsServer
  let io: Io
  let parsed: Parsed
  const settingsOf = (pageSize: number) => ocs.settings.parse({ url: server.restUrl, pageSize, organisations: { 'ECOLE-A': 'ecoles', MAIRIE: 'ville' } })

  beforeAll(async () => {
    server = await startOcs()
    for (const machine of machines) await server.push(inventoryOf(machine))
    io = createIo({ dataDir: '.', at, guard: { allowPrivate: true, fixtures: null } })
    const raw = await ocs.fetch(settingsOf(2), io)
    parsed = ocs.parse(raw, settingsOf(2), { source: sourceOf('ocs'), territory, at, factors: await loadFactorBook() })
  })
  afterAll(() => server?.stop())

  it('is read page by page, computers and screens, by type and by service', () => {
    expect(fleet(parsed)).toEqual({
      'ecoles desktop in-use unknown': 1, 'ecoles monitor in-use unknown': 1, 'ville laptop in-use unknown': 1, 'ville monitor in-use unknown': 1,
    })
    expect(parsed.report).toMatchObject({ kept: 4, rejected: [], duplicates: [], known: { type: 1, model: 1, age: 0 } })
  })

  it('has its virtual machines and built-in panels set apart, and says so', () => {
    expect(parsed.report.notes.map(({ message }) => message)).toEqual([expect.stringMatching(/^1 machine virtuelle/), expect.stringMatching(/^1 dalle /)])
  })

  it('gives the same whatever the size of a page', async () => {
    expect(await ocs.fetch(settingsOf(500), io)).toEqual(await ocs.fetch(settingsOf(1), io))
  })

  it('gives away no name of machine, user, address or serial', () => {
    const written = JSON.stringify([parsed.observations, parsed.report])
    expect(planted).toHaveLength(14)
    expect(planted.filter((word) => written.includes(word))).toEqual([])
  })

  it('is recorded without them', async () => {
    const folder = await temporaryFolder('recorded')
    await ocs.fetch(settingsOf(500), recordingIo(io, folder, () => { throw new Error('not recorded') }))
    const recorded = (await Promise.all(globSync('*.json', { cwd: folder }).map((name) => readFile(join(folder, name), 'utf8')))).join()
    expect(planted.filter((word) => recorded.includes(word))).toEqual([])
    expect(machines.map(({ model }) => recorded.includes(model))).toEqual([true, true, true])
  })

  it('says where to look when the address is not that of its interface', async () => {
    const elsewhere = ocs.settings.parse({ url: server.restUrl.replace('/ocsapi', '/ocsapi/v9') })
    await expect(ocs.fetch(elsewhere, io)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(/ne répond pas en JSON/) })
  })
})
