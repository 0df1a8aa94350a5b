import { describe, expect, it } from 'vitest'
import { matchesPattern } from '#lib/gate/page-pattern'
import { settingsOf, unknownRules } from '#lib/gate/settings'
import { BudgetsFile } from '#lib/gate/budgets-file'
import { budgetsOf } from '../../gate-builders.ts'

const audits = ['sobriety/page-weight', 'freedom/mixed-content', 'freedom/security-txt']
const page = { url: 'https://www.ville.example/carte/quartier', site: 'portail', profile: 'desktop' as const }
const held = (...files: unknown[]) => Object.fromEntries([...settingsOf(files.map(budgetsOf), page, audits)].map(([rule, { level, max }]) => [rule, max === undefined ? level : [level, max]]))

describe('what a page is held to', () => {
  it('is what names the audit, then its pillar, then all', () => {
    expect(held({ audits: { 'freedom/security-txt': 'off', 'freedom/*': 'error', '*': 'warn' } })).toEqual({ 'sobriety/page-weight': 'warn', 'freedom/mixed-content': 'error' })
  })

  it('is changed by the overrides that fit its address, its site or its profile, the last winning', () => {
    const file = { audits: { 'sobriety/page-weight': { max: 100 } }, overrides: [
      { pages: ['/carte/**'], audits: { 'sobriety/page-weight': { max: 900 } } }, { sites: ['portail'], audits: { 'freedom/*': 'warn' } }, { profile: 'mobile', audits: { 'sobriety/page-weight': 'off' } }, { sites: ['autre'], audits: { '*': 'off' } },
    ] }
    expect(held(file)).toEqual({ 'sobriety/page-weight': ['error', 900], 'freedom/mixed-content': 'warn', 'freedom/security-txt': 'warn' })
  })

  it('starts from the files that are extended, of which a level alone keeps the bounds', () => {
    expect(held({ audits: { 'sobriety/page-weight': { max: 100 } } }, { audits: { 'sobriety/page-weight': 'warn' } })).toEqual({ 'sobriety/page-weight': ['warn', 100] })
  })
})

it('finds the names that nothing has, since a budget that is never judged is silent', () => {
  expect(unknownRules(budgetsOf({ audits: { 'sobriety/page-wieght': 'error', 'resources/script#bytes': { max: 1 }, 'freedom/*': 'warn' } }), new Set(audits), /^resources\/script#bytes$/)).toEqual(['sobriety/page-wieght'])
})

describe('an address pattern', () => {
  it.each([['/carte/*', '/carte/rue', true], ['/carte/*', '/carte/rue/1', false], ['/carte/**', '/carte/rue/1', true], ['/**/rue', '/rue', true], ['/a.b', '/aXb', false], ['https://www.ville.example/**', '/x', true], ['re:/agenda/\\d+$', '/agenda/12', true]])(
    '%s and %s: %s', (pattern, path, fits) => expect(matchesPattern(pattern, `https://www.ville.example${path}`)).toBe(fits))
})

describe('a budgets file', () => {
  it.each([[{ audits: { 'sobriety/page-weight': 'fatal' } }], [{ audits: { 'sobriety/page-weight': { maximum: 3 } } }], [{ waivers: [{ audit: 'freedom/security-txt', reason: 'x', owner: 'y', until: '2026-12-01' }] }], [{ overrides: [{ pages: ['re:('], audits: {} }] }], [{ ruleset: 'latest' }]])(
    'is refused when it is %j', (file) => expect(BudgetsFile.safeParse(file).success).toBe(false))

  it('wants every waiver to have a reason, an owner and an end', () => {
    const whole = { finding: 'f0123456789ab', reason: 'Refonte en cours', owner: 'Équipe web', until: '2026-12-31' }
    expect(BudgetsFile.safeParse({ waivers: [whole] }).success).toBe(true)
    for (const key of ['reason', 'owner', 'until', 'finding']) expect(BudgetsFile.safeParse({ waivers: [{ ...whole, [key]: undefined }] }).success, key).toBe(false)
  })
})
