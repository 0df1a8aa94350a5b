import type { Finding } from '#model/outcome'
import type { PublishedSite } from '#model/publication'
import type { RgaaGrid } from '#model/rgaa'
import { isDoubtful } from '#lib/publish/defects'
import { isRead } from '#lib/publish/site-figures'
import { placedPages, type JudgedPage } from './placed-findings.ts'
import { criteriaOf } from './rgaa.ts'

/** Where the success criteria of the WCAG 2.1 stand in the text of the W3C. */
export type WcagAnchors = { url: string; anchors: Readonly<Record<string, string>> }
type Outcome = 'earl:failed' | 'earl:cantTell' | 'earl:untested'
export type Assertion = {
  '@type': 'Assertion'
  mode: 'earl:automatic'
  subject: { '@type': ['earl:TestSubject', 'sch:WebPage']; source: string }
  assertedBy: string
  result: { '@type': 'TestResult'; outcome: Outcome; description?: string }
  test: { '@type': 'TestCase'; '@id': string; title: string; isPartOf: string }
}

/** The terms of the example that the W3C gives for import in the WCAG-EM Report Tool (docs/examples/importable-json), and dct:description. */
const context = {
  '@vocab': 'http://www.w3.org/ns/earl#', earl: 'http://www.w3.org/ns/earl#',
  assertedBy: { '@type': '@id' }, outcome: { '@type': '@id' }, mode: { '@type': '@id' },
  WCAG21: 'http://www.w3.org/TR/WCAG21/#', sch: 'https://schema.org/', dct: 'http://purl.org/dc/terms/',
  isPartOf: 'dct:isPartOf', source: { '@id': 'dct:source', '@type': '@id' }, title: 'dct:title', description: 'dct:description',
} as const

type Told = { criterion: string; rule: string; outcome: Outcome; description: string }

/** The rule of axe behind a finding, or our control. */
const ruleOf = (audit: string, { references }: Finding): string => references.find(({ standard }) => standard === 'axe')?.id ?? audit
/** Who asserts: addresses or URNs of axe and of Trèfle, with their versions. */
export type Assertors = { axe: string; trefle: string }
const assertorOf = (rule: string, { axe, trefle }: Assertors): string => (rule.includes('/') ? trefle : axe)
const ruleAddress = (rule: string): string => (rule.includes('/') ? `urn:trefle:audit:${rule.replaceAll('/', ':')}` : `https://dequeuniversity.com/rules/axe/4.14/${rule}?application=axeAPI`)

function toldBy(page: JudgedPage): Told[] {
  return Object.entries(page.verdicts).flatMap(([audit, { outcome, findings }]) => {
    if (outcome !== 'fail' && outcome !== 'to-verify') return []
    return findings.flatMap((finding) => finding.references.filter(({ standard }) => standard === 'wcag').map(({ id }): Told => ({
      criterion: id, rule: ruleOf(audit, finding), outcome: outcome === 'fail' && !isDoubtful(finding) ? 'earl:failed' : 'earl:cantTell',
      description: [finding.message, finding.selector].filter(Boolean).join(' '),
    })))
  })
}

const shownPlaces = 5

/** One assertion a page, success criterion and rule; a criterion of which nothing was said on a page is untested there, never passed. */
function assertionsOf(page: JudgedPage, criteria: readonly string[], { url, anchors }: WcagAnchors, by: Assertors): Assertion[] {
  const told = Map.groupBy(toldBy(page), ({ criterion, rule, outcome }) => [criterion, rule, outcome].join(' '))
  const base = { '@type': 'Assertion' as const, mode: 'earl:automatic' as const, subject: { '@type': ['earl:TestSubject', 'sch:WebPage'] as ['earl:TestSubject', 'sch:WebPage'], source: page.url } }
  const anchor = (criterion: string) => `${url}#${anchors[criterion] ?? ''}`
  const said = [...told.values()].flatMap((same): (Assertion & { criterion: string })[] => {
    const [first] = same
    if (first === undefined || anchors[first.criterion] === undefined) return []
    const description = [...new Set(same.map(({ description: words }) => words))].slice(0, shownPlaces).join('\n')
    return [{ criterion: first.criterion, ...base, assertedBy: assertorOf(first.rule, by), result: { '@type': 'TestResult', outcome: first.outcome, description }, test: { '@type': 'TestCase', '@id': ruleAddress(first.rule), title: first.rule, isPartOf: anchor(first.criterion) } }]
  })
  const known = new Set(said.map(({ criterion }) => criterion))
  const untested = criteria.filter((criterion) => !known.has(criterion)).map((criterion): Assertion =>
    ({ ...base, assertedBy: by.trefle, result: { '@type': 'TestResult', outcome: 'earl:untested' }, test: { '@type': 'TestCase', '@id': anchor(criterion), title: criterion, isPartOf: anchor(criterion) } }))
  return [...said.map(({ criterion: _, ...assertion }) => assertion), ...untested]
}

/**
 * What the machine asserts of a site, as EARL 1.0 in JSON-LD (W3C Note, 2017): a proven failure is `failed`, a doubt is `cantTell`,
 * everything else `untested`. A page that could not be read is in no assertion.
 */
export function earlReport(site: PublishedSite, grid: RgaaGrid, wcag: WcagAnchors, by: Assertors): { '@context': typeof context; '@graph': Assertion[] } {
  const criteria = [...new Set(criteriaOf(grid).flatMap(({ wcag: own }) => own))]
  return { '@context': context, '@graph': placedPages(site.pages).filter(isRead).flatMap((page) => assertionsOf(page, criteria, wcag, by)) }
}
