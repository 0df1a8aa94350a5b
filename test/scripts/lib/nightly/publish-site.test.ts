import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromFolder, isStillThere, publishSite, putBack, shownTarget } from '#effects/nightly/publish-site'
import { findCommand } from '../../../services/harness.ts'

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

  it('puts back what was public when a swap was cut between its two renames, even where nothing new comes', async () => {
    const target = { to: 'folder', path: join(folder, 'public') } as const
    await built({ 'index.html': 'un' })
    await publishSite(site(), target, author)
    await rename(target.path, `${target.path}.leaving`)
    expect(await isStillThere(target)).toBe(false)
    await putBack(target)
    expect(await readFile(join(target.path, 'index.html'), 'utf8')).toBe('un')
    // A swap that was cut after both: what is public stays, and the next one clears the rest.
    await cp(target.path, `${target.path}.leaving`, { recursive: true })
    await writeFile(join(target.path, 'index.html'), 'deux')
    await putBack(target)
    expect(await readFile(join(target.path, 'index.html'), 'utf8')).toBe('deux')
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
    expect(git('ls-tree', '--name-only', 'pages')).toBe('.nojekyll\nindex.html')
    expect(git('show', 'pages:index.html')).toBe('deux')
    expect(git('log', '-1', '--format=%an <%ae>', 'pages')).toBe('Trèfle <numerique@essai.example>')
  })

  it('leaves in the branch what the forge keeps there: its settings, and the name under which it serves the pages', async () => {
    execFileSync('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')])
    const target = { to: 'git', repository: join(folder, 'remote.git'), branch: 'pages' } as const
    await built({ 'index.html': 'un', '.gitlab-ci.yml': 'pages: {}', 'CNAME': 'numerique.essai.example', '.well-known/security.txt': 'x' })
    await publishSite(site(), target, author)
    await built({ 'index.html': 'deux' })
    await publishSite(site(), target, author)
    expect(git('ls-tree', '-r', '--name-only', 'pages').split('\n')).toEqual(['.gitlab-ci.yml', '.nojekyll', 'CNAME', 'index.html'])
  })

  it('holds every page, whatever a .gitignore that stayed in the branch leaves out', async () => {
    execFileSync('git', ['init', '--quiet', '--bare', join(folder, 'remote.git')])
    const target = { to: 'git', repository: join(folder, 'remote.git'), branch: 'pages' } as const
    await built({ 'index.html': 'un', '.gitignore': '*.css\n' })
    await publishSite(site(), target, author)
    await built({ 'index.html': 'deux', 'style.css': 'x' })
    await publishSite(site(), target, author)
    expect(git('ls-tree', '--name-only', 'pages').split('\n')).toContain('style.css')
  })

  it('says in one sentence, without its password, which repository refused', async () => {
    await built({ 'index.html': 'un' })
    const refused = publishSite(site(), { to: 'git', repository: 'https://jeton:secret@127.0.0.1:1/pages.git', branch: 'pages' }, author)
    await expect(refused).rejects.toThrow(/la branche pages de https:\/\/127\.0\.0\.1:1\/pages\.git a échoué/)
    await expect(refused).rejects.not.toThrow(/secret/)
  })
})

describe('a target on this machine', () => {
  it('is named without the credentials of its address', () => {
    expect([shownTarget({ to: 'rsync', target: 'rsync://web:secret@serveur.example/trefle' }), shownTarget({ to: 'git', repository: 'https://jeton:secret@forge.example/pages.git', branch: 'pages' })])
      .toEqual(['rsync://serveur.example/trefle', 'la branche pages de https://forge.example/pages.git'])
  })

  it('starts at the folder of the territory, and an address is left as it is', () => {
    const path = (target: string) => { const found = fromFolder('/srv/ville', { to: 'rsync', target }); return found.to === 'rsync' ? found.target : '' }
    expect(['../public/', '/srv/www', 'web@serveur.example:/srv/trefle/', 'rsync://serveur.example/trefle'].map(path)).toEqual(['/srv/public', '/srv/www', 'web@serveur.example:/srv/trefle/', 'rsync://serveur.example/trefle'])
    expect(fromFolder('/srv/ville', { to: 'git', repository: '../pages.git', branch: 'pages' })).toMatchObject({ repository: '/srv/pages.git' })
    expect(fromFolder('/srv/ville', { to: 'git', repository: 'git@forge.example:ville/pages.git', branch: 'pages' })).toMatchObject({ repository: 'git@forge.example:ville/pages.git' })
  })
})

describe('publishing by rsync', () => {
  it.runIf(findCommand('rsync'))('puts the pages there with the real rsync, takes away those that are no more, and leaves the rest when it cannot', async () => {
    const target = { to: 'rsync', target: join(folder, 'web') } as const
    await built({ 'index.html': 'un', 'vieux/index.html': 'x' })
    await publishSite(site(), target, author)
    await built({ 'index.html': 'deux' })
    await publishSite(site(), target, author)
    expect(await readdir(target.target)).toEqual(['index.html'])
    expect(await readFile(join(target.target, 'index.html'), 'utf8')).toBe('deux')
    await expect(publishSite(join(folder, 'nothing'), target, author)).rejects.toThrow(/La publication vers .* a échoué : rsync/)
    expect(await readdir(target.target)).toEqual(['index.html'])
  })

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
