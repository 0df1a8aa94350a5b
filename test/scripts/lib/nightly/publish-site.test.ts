import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { publishSite } from '#effects/nightly/publish-site'

const author = { name: 'Trèfle', email: 'numerique@essai.example' }
let folder = ''
const site = () => join(folder, 'site')
const built = async (files: Record<string, string>) => {
  await rm(site(), { recursive: true, force: true })
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(site(), path, '..'), { recursive: true })
    await writeFile(join(site(), path), text)
  }
}
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'published-')) })

describe('publishing to a folder', () => {
  it('puts the pages there, and takes away those that are no more', async () => {
    const target = { to: 'folder', path: join(folder, 'public') } as const
    await built({ 'index.html': 'un', 'vieux/index.html': 'x' })
    await publishSite(site(), target, author)
    await built({ 'index.html': 'deux' })
    await publishSite(site(), target, author)
    expect(await readdir(target.path)).toEqual(['index.html'])
    expect(await readFile(join(target.path, 'index.html'), 'utf8')).toBe('deux')
    expect((await readdir(folder)).sort()).toEqual(['public', 'site'])
  })

  it('leaves what was public when the new pages cannot be put there', async () => {
    const target = { to: 'folder', path: join(folder, 'public') } as const
    await built({ 'index.html': 'un' })
    await publishSite(site(), target, author)
    await expect(publishSite(join(folder, 'nothing'), target, author)).rejects.toThrow(/La publication vers .* a échoué/)
    expect(await readFile(join(target.path, 'index.html'), 'utf8')).toBe('un')
  })
})

describe('publishing to a branch', () => {
  const git = (...args: string[]) => execFileSync('git', ['-C', join(folder, 'remote.git'), ...args], { encoding: 'utf8' }).trim()

  it('adds one commit a change to the branch, and none when nothing changed', async () => {
    execFileSync('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')])
    const target = { to: 'git', repository: join(folder, 'remote.git'), branch: 'pages' } as const
    await built({ 'index.html': 'un', 'vieux.html': 'x' })
    await publishSite(site(), target, author)
    await built({ 'index.html': 'deux' })
    await publishSite(site(), target, author)
    await publishSite(site(), target, author)
    expect(git('rev-list', '--count', 'pages')).toBe('2')
    expect(git('ls-tree', '--name-only', 'pages')).toBe('index.html')
    expect(git('show', 'pages:index.html')).toBe('deux')
    expect(git('log', '-1', '--format=%an <%ae>', 'pages')).toBe('Trèfle <numerique@essai.example>')
  })

  it('says in one sentence, without its password, which repository refused', async () => {
    await built({ 'index.html': 'un' })
    const refused = publishSite(site(), { to: 'git', repository: 'https://jeton:secret@127.0.0.1:1/pages.git', branch: 'pages' }, author)
    await expect(refused).rejects.toThrow(/la branche pages de https:\/\/127\.0\.0\.1:1\/pages\.git a échoué/)
    await expect(refused).rejects.not.toThrow(/secret/)
  })
})

describe('publishing by rsync', () => {
  it('hands the pages to rsync, a target at a time', async () => {
    // A stand-in that notes how it is called: rsync itself may not be installed where the tests run.
    await writeFile(join(folder, 'rsync'), `#!/bin/sh\nprintf '%s\\n' "$@" > ${join(folder, 'called')}\n`)
    await chmod(join(folder, 'rsync'), 0o755)
    const path = process.env.PATH
    process.env.PATH = `${folder}:${path}`
    try {
      await built({ 'index.html': 'un' })
      await publishSite(site(), { to: 'rsync', target: 'web@serveur.example:/srv/trefle/' }, author)
    } finally {
      process.env.PATH = path
    }
    expect((await readFile(join(folder, 'called'), 'utf8')).trim().split('\n').slice(-3)).toEqual(['--', `${site()}/`, 'web@serveur.example:/srv/trefle/'])
  })
})
