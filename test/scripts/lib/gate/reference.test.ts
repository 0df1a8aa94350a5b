import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBudgets } from '#effects/gate/budgets'
import { readRuleset } from '#effects/gate/rulesets'
import { loadAudits } from '#effects/territory/discover'
import { mappedReference, openReference, readMapping } from '#effects/gate/reference'
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
    expect(live.kind === 'live' && live.addressOf('http://127.0.0.1:4000/agenda?p=2')).toBe('https://www.ville.example/agenda?p=2')
    const mapped = mappedReference([readMapping('https://essai.example/pr-3/=https://www.ville.example/')])
    expect(mapped.kind === 'live' && [mapped.addressOf('https://essai.example/pr-3/agenda'), mapped.addressOf('https://autre.example/')]).toEqual(['https://www.ville.example/agenda', null])
    expect(() => readMapping('essai=production')).toThrow(/correspondance/)
  })

  it('is a site other than the one that is checked, or the check would learn for ever', async () => {
    const job = { url: 'https://essai.example/agenda?p=1', role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const }
    const twins = twinsOf([job], await open('https://www.ville.example/'))
    expect([...twins]).toEqual([[job, { ...job, url: 'https://www.ville.example/agenda?p=1' }]])
    const itself = await open('https://essai.example/')
    expect(() => twinsOf([job], itself)).toThrow(/équivalent/)
  })

  it('is loaded once for pages that stand for the same one', () => {
    const jobs = ['https://a.example/x', 'https://b.example/x'].map((url) => ({ url, role: 'other' as const, site: null, page: null, pass: 'cold' as const, profile: 'desktop' as const }))
    const twins = twinsOf(jobs, mappedReference(['https://a.example/=https://www.ville.example/', 'https://b.example/=https://www.ville.example/'].map(readMapping)))
    expect([twins.size, new Set(twins.values()).size]).toEqual([2, 1])
  })
})

describe('the files of a budget', () => {
  it('start from those that they extend, in their order', async () => {
    await writeFile(join(folder, 'commun.yml'), 'audits:\n  freedom/security-txt: error\n')
    await writeFile(join(folder, 'b.yml'), 'extends: commun.yml\naudits:\n  freedom/security-txt: warn\n')
    expect((await readBudgets(join(folder, 'b.yml'), new Set(['freedom/security-txt'])))?.files.map(({ audits }) => audits)).toEqual([{ 'freedom/security-txt': 'error' }, { 'freedom/security-txt': 'warn' }])
  })

  it('are refused with the line of what is wrong', async () => {
    await writeFile(join(folder, 'tour.yml'), 'extends: tour.yml\n')
    await expect(readBudgets(join(folder, 'tour.yml'), new Set())).rejects.toThrow(/s’appellent l’un l’autre/)
    await writeFile(join(folder, 'faux.yml'), 'audits:\n  freedom/security-txt: error\n  sobriety/poids: error\n')
    await expect(readBudgets(join(folder, 'faux.yml'), new Set(['freedom/security-txt']))).rejects.toThrow(/faux\.yml, ligne 3/)
  })
})

describe('the rulesets', () => {
  it('name only audits that exist, none by a method that is still to come', async () => {
    const [{ audits }, catalogue] = await Promise.all([readRuleset(undefined), loadAudits()])
    expect(Object.entries(audits).filter(([audit, method]) => (catalogue.get(audit)?.method ?? 0) < method)).toEqual([])
  })

  it('are asked for by a version that there is', () => expect(readRuleset('1999.1')).rejects.toThrow(/Choisissez|n’existe pas/))
})
