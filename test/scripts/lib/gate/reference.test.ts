import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRules } from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collectorVersions, methodOver } from '#lib/collector-versions'
import { askBudgets } from '#effects/gate/ask-budgets'
import { readBudgets } from '#effects/gate/budgets'
import { readRuleset } from '#effects/gate/rulesets'
import { loadWholeCatalogue } from '#effects/territory/discover'
import { mappedReference, openReference, readMapping, type Reference } from '#effects/gate/reference'
import { twinsOf } from '#effects/gate/reference-pages'
import { aPage } from '../../../gate-builders.ts'

let folder = ''
const before = process.cwd()
const report = JSON.stringify({ schema: 'trefle/check@1', tool: { trefle: '0.1.0' }, pages: [aPage()], defects: [] })
const open = (text: string) => openReference(text, { guard: { allowPrivate: false, fixtures: null }, contact: '', allowPrivate: false })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-reference-'))
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], { cwd: folder, stdio: 'pipe' })
  git('init', '-q', '-b', 'main')
  await writeFile(join(folder, 'vide.txt'), '')
  git('add', '.')
  git('commit', '-qm', 'vide')
  git('branch', 'ancienne')
  await writeFile(join(folder, 'trefle.reference.json'), report)
  git('add', '.')
  git('commit', '-qm', 'avec')
  await writeFile(join(folder, 'faux.json'), '{"schema":"autre"}')
  process.chdir(folder)
})
afterAll(async () => {
  process.chdir(before)
  await rm(folder, { recursive: true, force: true })
})

const aJob = (url: string) => ({ url, role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const })
const twinAt = (url: string, live: Reference) => [...twinsOf([aJob(url)], live).values()][0]?.url

describe('the reference of a check', () => {
  it('is a report: a file, or a file of a git reference', async () => {
    expect(await open('trefle.reference.json')).toMatchObject({ kind: 'report' })
    expect(await open('main')).toMatchObject({ kind: 'report', name: 'main:trefle.reference.json' })
    expect(await open('main:trefle.reference.json')).toMatchObject({ kind: 'report' })
  })

  it('is not there yet on a first run, which is no mistake', async () => {
    expect(await open('ancienne')).toMatchObject({ kind: 'missing' })
    expect(await open('jamais-ecrit.json')).toMatchObject({ kind: 'missing' })
  })

  it('is refused when it is no report, or nothing that git knows', async () => {
    await expect(open('faux.json')).rejects.toThrow(/pas un rapport/)
    await expect(open('branche-inconnue')).rejects.toThrow(/ni un fichier/)
    await expect(open('--output=/tmp/x')).rejects.toThrow(/ni un fichier/)
  })

  it('is a site, page for page', async () => {
    const live = await open('https://www.ville.example/')
    expect(twinAt('http://127.0.0.1:4000/agenda?p=2', live)).toBe('https://www.ville.example/agenda?p=2')
    const mapped = mappedReference(['https://essai.example/pr-3=https://www.ville.example/', 'https://essai.example/pr-31/=https://www.ville.example/site'].map(readMapping))
    expect(['pr-3/agenda', 'pr-3/', 'pr-31/agenda'].map((path) => twinAt(`https://essai.example/${path}`, mapped))).toEqual(['https://www.ville.example/agenda', 'https://www.ville.example/', 'https://www.ville.example/site/agenda'])
    expect(() => twinAt('https://autre.example/', mapped)).toThrow(/équivalent/)
    expect(() => readMapping('essai=production')).toThrow(/correspondance/)
  })

  it('is a site other than the one that is checked, or the check would learn for ever', async () => {
    const job = aJob('https://essai.example/agenda?p=1')
    const twins = twinsOf([job], await open('https://www.ville.example/'))
    expect([...twins]).toEqual([[job, { ...job, url: 'https://www.ville.example/agenda?p=1' }]])
    const itself = await open('https://essai.example/')
    expect(() => twinsOf([job], itself)).toThrow(/équivalent/)
  })

  it('is loaded once for pages that stand for the same one', () => {
    const jobs = ['https://a.example/x', 'https://b.example/x'].map(aJob)
    const twins = twinsOf(jobs, mappedReference(['https://a.example/=https://www.ville.example/', 'https://b.example/=https://www.ville.example/'].map(readMapping)))
    expect([twins.size, new Set(twins.values()).size]).toEqual([2, 1])
  })
})

const audits = new Set(['freedom/security-txt'])
const askOpenly = (place: string) => askBudgets(place, { guard: { allowPrivate: true, fixtures: null }, contact: '' })
const budgetsOf = (name: string) => readBudgets(join(folder, name), audits, askOpenly)

describe('the files of a budget', () => {
  it('start from those that they extend, in their order', async () => {
    await writeFile(join(folder, 'commun.yml'), 'audits:\n  freedom/security-txt: error\n')
    await writeFile(join(folder, 'b.yml'), 'extends: commun.yml\naudits:\n  freedom/security-txt: warn\n')
    expect((await budgetsOf('b.yml'))?.files.map(({ audits }) => audits)).toEqual([{ 'freedom/security-txt': 'error' }, { 'freedom/security-txt': 'warn' }])
  })

  it('are refused with the line of what is wrong', async () => {
    await writeFile(join(folder, 'tour.yml'), 'extends: tour.yml\n')
    await expect(budgetsOf('tour.yml')).rejects.toThrow(/s’appellent l’un l’autre/)
    await writeFile(join(folder, 'faux.yml'), 'audits:\n  freedom/security-txt: error\n  sobriety/poids: error\n')
    await expect(budgetsOf('faux.yml')).rejects.toThrow(/faux\.yml, ligne 3/)
  })
})

describe('budgets that many sites share by their address', () => {
  const shared = 'extends: parent.yml\naudits:\n  freedom/security-txt: warn\n'
  const printOf = (text: string) => `#sha256-${createHash('sha256').update(text).digest('base64')}`
  let site = ''
  let close = () => {}
  beforeAll(async () => {
    const files: Readonly<Record<string, string>> = { '/commun/budgets.yml': shared, '/commun/parent.yml': 'audits:\n  freedom/security-txt: { max: 3 }\n', '/commun/faux.yml': 'audits:\n  sobriety/poids: error\n', '/commun/lourd.yml': `# ${'x'.repeat(300_000)}` }
    const server = createServer(({ url = '' }, response) => { response.writeHead(url in files ? 200 : 404).end(files[url]) })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}/commun`
    close = () => { server.close(); server.closeAllConnections() }
  })
  afterAll(() => close())
  const extending = async (place: string) => {
    await writeFile(join(folder, 'site.yml'), `extends: ${place}\naudits:\n  freedom/security-txt: error\n`)
    return budgetsOf('site.yml')
  }

  it('come before those of the site, after those that they start from, which lie beside them on the web', async () => {
    const found = await extending(`${site}/budgets.yml${printOf(shared)}`)
    expect(found?.files.map(({ audits: rules }) => rules)).toEqual([{ 'freedom/security-txt': { level: 'error', max: 3 } }, { 'freedom/security-txt': 'warn' }, { 'freedom/security-txt': 'error' }])
  })

  it('stop the check when they are not those that were expected, do not answer, weigh too much or have a mistake', async () => {
    await expect(extending(`${site}/budgets.yml${printOf('autre')}`)).rejects.toThrow(/ne sont pas ceux qui étaient attendus/)
    await expect(extending(`${site}/absent.yml`)).rejects.toThrow(/ne répondent pas \(404\)/)
    await expect(extending(`${site}/lourd.yml`)).rejects.toThrow(/too-large/)
    await expect(extending(`${site}/faux.yml`)).rejects.toThrow(/faux\.yml, ligne 2/)
  })

  it('are not asked for in clear, nor from a private address unless that is allowed', async () => {
    await expect(extending('http://www.ville.example/budgets.yml')).rejects.toThrow(/pas une adresse https/)
    await expect(askBudgets(`${site}/budgets.yml`, { guard: { allowPrivate: false, fixtures: null }, contact: '' })).rejects.toThrow(/adresse privée/)
  })
})

describe('the rulesets', () => {
  it('hold, in the latest of them, every audit by the method of the day: an error would only warn otherwise', async () => {
    const [{ audits, axe }, catalogue] = await Promise.all([readRuleset(undefined), loadWholeCatalogue()])
    expect(audits).toEqual(Object.fromEntries([...catalogue].map(([audit, definition]) => [audit, methodOver(definition, collectorVersions)])))
    expect(getRules().map(({ ruleId }) => ruleId).filter((rule) => !axe.includes(rule))).toEqual([])
  })

  it('are asked for by a version that there is', () => expect(readRuleset('1999.1')).rejects.toThrow(/Choisissez|n’existe pas/))
})
