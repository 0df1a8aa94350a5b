import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import fusioninventory from '#connectors/fusioninventory'
import { loadFactorBook } from '#effects/territory/factors'
import type { Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { fakeIo } from './fake-io.ts'
import { at, fleet, sourceOf, territory } from './town.ts'

const reply = (name: string) => readFile(new URL(`../../fixtures/inventories/replies/${name}`, import.meta.url), 'utf8')
let [xml, json] = ['', '']
let factors: FactorBook
beforeAll(async () => { [xml, json, factors] = await Promise.all([reply('fusioninventory-2.6.xml'), reply('glpi-agent.json'), loadFactorBook()]) })

async function pull(files: Record<string, string | Uint8Array>, given: object = {}): Promise<Parsed> {
  const settings = fusioninventory.settings.parse({ folder: 'agents', organisations: { 'ECOLE-B': 'ecoles', MAIRIE: 'ville' }, ...given })
  const raw = await fusioninventory.fetch(settings, fakeIo({ files: Object.fromEntries(Object.entries(files).map(([name, content]) => [`agents/${name}`, content])) }))
  return fusioninventory.parse(raw, settings, { source: sourceOf('fusioninventory'), territory, at, factors })
}

describe('the files of agents', () => {
  it('are read in XML and in JSON, computers and screens', async () => {
    const parsed = await pull({ 'a.xml': xml, 'b.json': json })
    expect(fleet(parsed)).toEqual({
      'ecoles laptop in-use unknown': 1, 'ecoles monitor in-use unknown': 1, 'ville desktop in-use unknown': 1, 'ville monitor in-use unknown': 1,
    })
    expect(parsed.report).toMatchObject({ kept: 4, rejected: [], known: { type: 1, model: 1, age: 0 } })
  })

  it('written twice are one computer', async () => {
    expect((await pull({ 'a.xml': xml, 'b.xml': xml })).report).toMatchObject({ kept: 2, duplicates: [{ line: 2, sameAs: 1 }, { line: 4, sameAs: 3 }] })
  })

  it('of a virtual machine are set apart', async () => {
    const parsed = await pull({ 'a.xml': xml.replace('<VMSYSTEM>Physical', '<VMSYSTEM>KVM') })
    expect(parsed.observations).toEqual([])
    expect(parsed.report.notes[0]?.message).toMatch(/^1 machine virtuelle/)
  })

  it('leave an empty section for what the agent could not read', async () => {
    expect((await pull({ 'a.xml': xml.replace(/<BIOS>[^]*<\/BIOS>/, '<BIOS></BIOS><MONITORS/>') })).report).toMatchObject({ kept: 2 })
  })

  it.each([
    ['an entity bomb', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SSN>&b;</SSN></BIOS></CONTENT></REQUEST>', /DOCTYPE/],
    ['a file of the machine asked by an entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><REQUEST><CONTENT><BIOS><SMODEL>&f;</SMODEL></BIOS></CONTENT></REQUEST>', /DOCTYPE/],
    ['ten thousand nested elements', `<REQUEST>${'<A>'.repeat(10_000)}${'</A>'.repeat(10_000)}</REQUEST>`, /XML illisible/],
    ['a cut file', '<REQUEST><CONTENT><BIOS><SSN>A', /XML illisible/],
    ['a file of 17 Mio', new Uint8Array(17 * 1024 * 1024), /16 Mio/],
    ['another XML', '<html><body>…</body></html>', /XML illisible|ni XML ni JSON/],
    ['broken JSON', '{"content":', /ni XML ni JSON/],
    ['an order of the server to the agent', '<REQUEST><QUERY>PROLOG</QUERY><CONTENT><BIOS/></CONTENT></REQUEST>', /autre chose/],
    ['the JSON of a switch', '{"action":"inventory","itemtype":"NetworkEquipment","content":{}}', /autre chose/],
  ])('that hold %s are rejected, and the others read', async (_, content, reason) => {
    const parsed = await pull({ 'a.xml': content, 'b.json': json })
    expect(parsed.report).toMatchObject({ kept: 2, rejected: [{ line: 1, reason: expect.stringMatching(reason), mend: expect.stringMatching(/\w/) }] })
  })

  it('cannot reach the prototype of anything', async () => {
    await pull({ 'a.xml': '<REQUEST><__proto__><polluted>1</polluted></__proto__><QUERY>INVENTORY</QUERY><CONTENT><BIOS/></CONTENT></REQUEST>', 'b.json': '{"__proto__":{"polluted":1},"action":"inventory","content":{}}' })
    expect('polluted' in {}).toBe(false)
  })
})
