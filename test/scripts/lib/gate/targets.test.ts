import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFolder } from '#effects/gate/static-server'
import { findTargets, type TargetOptions } from '#effects/gate/targets'

let folder = ''
const options = (part: Partial<TargetOptions>): TargetOptions => ({ urls: [], maxPages: 20, allowPrivate: false, sites: [], guard: { allowPrivate: false, fixtures: null }, spkiHashes: [], contact: '', ...part })
const urlsOf = async (part: Partial<TargetOptions>) => {
  const { targets, leftOut, close } = await findTargets(options(part))
  await close()
  return { paths: targets.map(({ url }) => new URL(url).pathname), leftOut }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-targets-'))
  await mkdir(join(folder, 'dist', 'contact'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  for (const name of ['index.html', 'contact/index.html', 'agenda.html', '404.html']) await writeFile(join(folder, 'dist', name), `<title>${name}</title>${' '.repeat(2000)}`)
  await symlink(join(folder, 'secret.txt'), join(folder, 'dist', 'lien.txt'))
  await writeFile(join(folder, 'plan.xml'), `<urlset>${[1, 2, 3, 4, 5].map((n) => `<url><loc>https://www.ville.example/${n}</loc></url>`).join('')}</urlset>`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the pages of a check', () => {
  it('come from a sitemap, as many as were asked, and the others are counted', async () => {
    expect(await urlsOf({ sitemap: join(folder, 'plan.xml'), maxPages: 3 })).toEqual({ paths: ['/1', '/2', '/3'], leftOut: 2 })
  })

  it('are shared between machines so that each is checked once', async () => {
    const shards = await Promise.all([1, 2].map((index) => urlsOf({ sitemap: join(folder, 'plan.xml'), shard: { index, of: 2 } })))
    expect(shards.flatMap(({ paths }) => paths).sort()).toEqual(['/1', '/2', '/3', '/4', '/5'])
    expect(shards.map(({ paths }) => paths.length)).toEqual([3, 2])
  })

  it('are known for the home page, the site map and the search by their address, and for nothing that needs a look', async () => {
    const { targets } = await findTargets(options({ urls: ['', 'plan-du-site', 'recherche?q=a', 'accessibilite', 'contact'].map((path) => `https://www.ville.example/${path}`) }))
    expect(targets.map(({ role }) => role)).toEqual(['home', 'sitemap', 'search', 'other', 'other'])
  })

  it('are those of a built folder, the home page first', async () => {
    expect(await urlsOf({ static: join(folder, 'dist') })).toEqual({ paths: ['/', '/agenda.html', '/contact/'], leftOut: 0 })
    expect((await urlsOf({ static: join(folder, 'dist'), urls: ['/agenda.html'] })).paths).toEqual(['/agenda.html'])
  })

  it('come from one source, and there are some', async () => {
    await expect(findTargets(options({}))).rejects.toThrow(/Aucune adresse/)
    await expect(findTargets(options({ static: folder, sitemap: 'x' }))).rejects.toThrow(/une seule source/)
    await expect(findTargets(options({ site: 'portail' }))).rejects.toThrow(/Site inconnu/)
    await expect(findTargets(options({ static: join(folder, 'plan.xml') }))).rejects.toThrow(/pas un dossier/)
  })
})

describe('a built folder that is served', () => {
  it('gives its pages compressed, moves to the slash, and nothing outside it', async () => {
    const { origin, close } = await serveFolder(join(folder, 'dist'))
    const ask = (path: string) => new Promise<{ status: number | undefined; coding: string | undefined; location: string | undefined }>((resolve, refuse) => {
      const { hostname, port } = new URL(origin)
      request({ hostname, port, path, headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
        answer.resume().once('end', () => resolve({ status: answer.statusCode, coding: answer.headers['content-encoding'], location: answer.headers.location }))
      }).once('error', refuse).end()
    })
    try {
      expect(await ask('/')).toMatchObject({ status: 200, coding: 'br' })
      expect(await ask('/agenda')).toMatchObject({ status: 200 })
      expect(await ask('/contact')).toMatchObject({ status: 301, location: '/contact/' })
      for (const path of ['/../secret.txt', '/..%2fsecret.txt', '/lien.txt', '/absente']) expect(await ask(path), path).toMatchObject({ status: 404 })
      expect(await ask('/%zz')).toMatchObject({ status: 400 })
    } finally {
      await close()
    }
  })
})
