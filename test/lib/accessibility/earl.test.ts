import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { earlReport } from '#lib/accessibility/earl'
import { machineGrid } from '#lib/accessibility/machine-grid'
import type { Finding, Outcome } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import { rgaaGrid, wcagAnchors } from '../../../src/rgaa.ts'
import { aPage, aSite } from '../../published-builders.ts'

const finding = (message: string, wcag: string, rule: string | null, rgaa = '1.1.1'): Finding =>
  ({ message, selector: 'main img', references: [{ standard: 'rgaa', id: rgaa }, { standard: 'wcag', id: wcag }, ...(rule ? [{ standard: 'axe' as const, id: rule }] : [])] })
const page = (id: string, audit: string, outcome: Outcome, ...findings: Finding[]): PublishedPage => ({ ...aPage(id), verdicts: { [audit]: { outcome, measure: null, details: {}, findings } } })
const site = aSite('portail', [
  page('accueil', 'solidarity/axe-failures', 'fail', finding('Attendu : une alternative.', '1.1.1', 'image-alt'), { ...finding('À vérifier : le contraste.', '1.4.3', 'color-contrast', '3.2'), certainty: 'to-verify' }),
  page('contact', 'solidarity/page-title', 'fail', finding('La page n’a pas de titre.', '2.4.2', null, '8.5.1')),
  { ...aPage('fermee'), status: 'not-measured' },
], [])
const by = { axe: 'https://github.com/dequelabs/axe-core/releases/tag/v4.14.1', trefle: 'urn:trefle:0.1.0' }
const report = earlReport(site, rgaaGrid, wcagAnchors, by)

/** The shape of the example that the W3C documents for import in the WCAG-EM Report Tool. */
const Address = z.string().regex(/^(https?:\/\/|urn:)/)
const Importable = z.strictObject({
  '@context': z.looseObject({ '@vocab': z.literal('http://www.w3.org/ns/earl#'), assertedBy: z.object({ '@type': z.literal('@id') }), source: z.object({ '@id': z.literal('dct:source'), '@type': z.literal('@id') }), title: z.literal('dct:title'), isPartOf: z.literal('dct:isPartOf') }),
  '@graph': z.array(z.strictObject({
    '@type': z.literal('Assertion'), mode: z.literal('earl:automatic'),
    subject: z.strictObject({ '@type': z.tuple([z.literal('earl:TestSubject'), z.literal('sch:WebPage')]), source: z.url() }),
    assertedBy: Address,
    result: z.strictObject({ '@type': z.literal('TestResult'), outcome: z.enum(['earl:failed', 'earl:cantTell', 'earl:untested']), description: z.string().optional() }),
    test: z.strictObject({ '@type': z.literal('TestCase'), '@id': Address, title: z.string().min(1), isPartOf: z.string().regex(/^https:\/\/www\.w3\.org\/TR\/WCAG21\/#[a-z-]+$/) }),
  })),
})
const said = (source: string, anchor: string) => report['@graph'].filter(({ subject, test: { isPartOf } }) => subject.source.endsWith(source) && isPartOf.endsWith(`#${anchor}`))

describe('the EARL of a site', () => {
  test('has the documented shape, once written and read again', () => expect(Importable.safeParse(JSON.parse(JSON.stringify(report))).error).toBeUndefined())

  test('says of each read page every success criterion that the RGAA cites', () => {
    const criteria = new Set(rgaaGrid.themes.flatMap((theme) => theme.criteria.flatMap(({ wcag }) => wcag)))
    expect(new Set(report['@graph'].map(({ subject, test: { isPartOf } }) => `${subject.source} ${isPartOf}`)).size).toBe(2 * criteria.size)
    expect([...criteria].filter((criterion) => wcagAnchors.anchors[criterion] === undefined)).toEqual([])
  })

  test('says that a proven failure failed, and that a doubt cannot tell', () => {
    expect(said('/accueil', 'non-text-content').map(({ result, test: { title } }) => [title, result.outcome, result.description])).toEqual([['image-alt', 'earl:failed', 'Attendu : une alternative. main img']])
    expect(said('/accueil', 'contrast-minimum')[0]?.result.outcome).toBe('earl:cantTell')
  })

  test('never says that a criterion passed', () => {
    expect(said('/contact', 'non-text-content').map(({ result }) => result.outcome)).toEqual(['earl:untested'])
    expect(JSON.stringify(report)).not.toContain('passed')
  })

  test('says who asserts: axe for its rules, Trèfle for its own', () => {
    expect(said('/accueil', 'non-text-content')[0]?.assertedBy).toBe(by.axe)
    expect(said('/contact', 'page-titled')[0]).toMatchObject({ assertedBy: by.trefle, test: { '@id': 'urn:trefle:audit:solidarity:page-title' } })
  })

  test('leaves out a page that could not be read', () => expect(said('/fermee', 'non-text-content')).toEqual([]))
})

describe('the grid that a machine prefills', () => {
  const [home, contact, closed] = machineGrid(site, rgaaGrid)

  test('holds the proven failures of each page, with what was seen, and leaves the rest to test', () => {
    expect([home?.statuses['1.1'], home?.statuses['3.2'], contact?.statuses['1.1'], contact?.statuses['8.5']]).toEqual(['NC', 'NT', 'NT', 'NC'])
    expect(home?.remarks['1.1']?.comment).toBe('Attendu : une alternative. main img')
    expect(new Set(Object.values(closed?.statuses ?? {}))).toEqual(new Set(['NT']))
  })

  test('never holds a C', () => expect([home, contact, closed].flatMap((each) => Object.values(each?.statuses ?? {})).filter((status) => status === 'C')).toEqual([]))
})
