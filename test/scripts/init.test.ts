import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fields, gatherAnswers, slugOf, type Answers } from '#effects/init/answers'
import type { Ask } from '#effects/network/polite-client'
import { readDeclaredFolder } from '#effects/territory/territory'
import { init } from '../../scripts/init.ts'

const answers: Answers = { name: 'Ville d’Erstein : l’Ill', kind: 'commune', function: 'Direction du numérique', email: 'numerique@ville.example', inhabitants: 11_000, code: '67130' }
const aFolder = async () => join(await mkdtemp(join(tmpdir(), 'trefle-init-')), 'ma-ville')
const beside = async (folder: string, name: string, text: string) => {
  const file = join(folder, '..', name)
  await writeFile(file, text)
  return file
}

describe('a new territory', () => {
  it('is read by Trèfle as it was answered', async () => {
    const folder = await aFolder()
    await init(folder, answers)
    expect((await readDeclaredFolder(folder)).territory).toMatchObject({
      id: 'ville-d-erstein-l-ill', name: 'Ville d’Erstein : l’Ill', inhabitants: 11_000, contact: { email: 'numerique@ville.example' },
      organisations: [{ id: 'ville', kind: 'commune', code: '67130' }],
    })
    expect(await readFile(join(folder, 'territory.yml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=\.\/schemas\/territory\.schema\.json\n/)
  })

  it('takes its sites from dashlord.yml', async () => {
    const folder = await aFolder()
    const file = await beside(folder, 'dashlord.yml', 'urls:\n  - url: https://www.erstein.example/\n    title: Portail\n')
    await init(folder, { ...answers, sites: file })
    expect((await readDeclaredFolder(folder)).sites).toMatchObject([{ url: 'https://www.erstein.example/', name: 'Portail', organisation: 'ville' }])
  })

  it('leaves the choice of pages to the draw when a sitemap lists a whole site', async () => {
    const folder = await aFolder()
    const addresses = Array.from({ length: 40 }, (_, index) => `<url><loc>https://www.erstein.example/page-${index}</loc></url>`)
    const file = await beside(folder, 'sitemap.xml', `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses.join('')}</urlset>`)
    const { notes } = await init(folder, { ...answers, sites: file })
    expect((await readDeclaredFolder(folder)).sites.map(({ pages }) => pages)).toEqual([[]])
    expect(notes.join(' ')).toContain('40 pages listées')
  })

  it('reads the sitemap at an address, and those that it lists, on that host alone', async () => {
    const folder = await aFolder()
    const page = (url: string) => `<url><loc>${url}</loc></url>`
    const replies: Record<string, string> = {
      'https://www.erstein.example/sitemap.xml': '<sitemapindex><sitemap><loc>https://www.erstein.example/plan-1.xml</loc></sitemap></sitemapindex>',
      'https://www.erstein.example/plan-1.xml': `<urlset>${page('https://www.erstein.example/')}${page('https://www.erstein.example/contact/')}${page('https://ailleurs.example/')}</urlset>`,
    }
    const asked: string[] = []
    const ask: Ask = async (address) => {
      asked.push(address)
      return { ok: true, value: { status: replies[address] === undefined ? 404 : 200, headers: {}, body: new TextEncoder().encode(replies[address] ?? ''), finalUrl: address, redirects: [], ip: null } }
    }
    const { notes } = await init(folder, { ...answers, sites: 'https://www.erstein.example/sitemap.xml' }, ask)
    expect((await readDeclaredFolder(folder)).sites).toMatchObject([{ url: 'https://www.erstein.example/', pages: [{ path: '/' }, { path: '/contact/' }] }])
    expect(asked).toEqual(Object.keys(replies))
    expect(notes).toEqual(['1 adresse du plan XML sur un autre hôte : laissées de côté.'])
    await expect(init(await aFolder(), { ...answers, sites: 'https://www.erstein.example/rien.xml' }, ask)).rejects.toThrow(/Aucune page n’a pu être lue/)
  })

  it('is never written over another', async () => {
    const folder = await aFolder()
    await init(folder, answers)
    await expect(init(folder, answers)).rejects.toThrow(/contient déjà un territoire/)
  })
})

describe('the questions', () => {
  const flags = { name: 'Ville', kind: 'commune', function: 'Direction', email: 'a@ville.example' }

  it('are not asked where nobody answers: what is missing is named by its option', async () => {
    await expect(gatherAnswers({ name: 'Ville' }, null, () => undefined)).rejects.toThrow('Il manque : --kind, --function.')
    expect(await gatherAnswers(flags, null, () => undefined)).toEqual(flags)
  })

  it('ask for one way at least to reach the town', async () => {
    await expect(gatherAnswers({ ...flags, email: '' }, null, () => undefined)).rejects.toThrow(/moyen de joindre/)
  })

  it('ask again until the answer can be taken, and only what no option has said', async () => {
    const given = ['douze', '12,480', '12 480', '', '']
    const asked: string[] = []
    const told: string[] = []
    const result = await gatherAnswers({ ...flags, contactUrl: '' }, async (question) => { asked.push(question); return given.shift() ?? '' }, (message) => told.push(message))
    expect(result).toEqual({ ...flags, inhabitants: 12_480 })
    expect(asked).toHaveLength(5)
    expect(told).toEqual(Array(2).fill('  Est attendu : un nombre entier, par exemple 17 000.'))
  })

  it('ask again for a page of contact when no e-mail was given', async () => {
    const given = ['', '', 'https://ville.example/contact/', '', '', '']
    const result = await gatherAnswers({ name: 'Ville', kind: 'commune', function: 'Direction' }, async () => given.shift() ?? '', () => undefined)
    expect(result.contactUrl).toBe('https://ville.example/contact/')
  })

  it('refuse an option that cannot be taken, with what is expected', async () => {
    await expect(gatherAnswers({ ...flags, code: '67' }, null, () => undefined)).rejects.toThrow('--code « 67 » ne convient pas')
    expect(fields.every(({ expected }) => expected !== '')).toBe(true)
  })

  it('make an identifier of any name', () => {
    expect(['Hœnheim', 'L’Île-Saint-Denis', '漢字'].map(slugOf)).toEqual(['hoenheim', 'l-ile-saint-denis', 'collectivite'])
  })
})
