import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { judge } from '#audits/run'
import { loadAudits } from '#effects/territory/discover'
import { confirmed } from '#lib/publish/confirmation'
import { publishedAudits } from '#lib/publish/published-audits'
import { PublishedAudit } from '#model/publication'
import { AuditResult } from '#model/result'
import { worstAccessibility } from '../accessibility-builders.ts'
import { aConsent, aCookie, aDocument, aDom, aNotice, aRequest, aSite, aText, anAxe, anAxeRule, anEvidence, anImage, factors, registry } from '../builders.ts'

const catalogue = await loadAudits()

/** A page where everything that can be said is said. */
const worstPage = {
  document: aDocument({ tls: { protocol: 'TLS 1', issuer: 'A', subject: 'B', validFrom: '2026-01-01T00:00:00Z', validTo: '2026-11-30T00:00:00Z' }, headers: { 'content-security-policy': "script-src 'unsafe-inline'", 'referrer-policy': 'unsafe-url' } }),
  requests: [
    ...Array.from({ length: 50 }, () => aRequest({ transferBytes: 100_000 })),
    ...['https://www.google-analytics.com/a.js', 'https://www.youtube.com/embed/x', 'https://inconnu.example/', 'http://en-clair.example/x.js', 'https://cdn.jsdelivr.net/x.js'].map((url) => aRequest({ url, kind: 'script' })),
  ],
  dom: aDom({ ecoindexNodes: 4000 }),
  text: aText({ title: 'Accueil', lang: null, everyTextHasLang: false, visibleText: 'Bonjour' }),
  links: [],
  axe: anAxe({ violations: [anAxeRule('image-alt'), anAxeRule('meta-viewport', ['meta'], ['wcag2aa', 'wcag144'])], incomplete: [anAxeRule('color-contrast', ['p'], ['wcag2aa', 'wcag143'])] }),
  lighthouse: { performanceScore: 0.2, benchmarkIndex: 900, metrics: {}, audits: {} },
  cookies: [aCookie('_ga', { jarDays: 400, claimedDays: 730 }), aCookie('_pk_id.1', { jarDays: 400, claimedDays: 800 }), aCookie('PHPSESSID', { secure: false, httpOnly: false }), aCookie('zzz', { jarDays: 30 })],
  storage: [{ origin: 'https://www.ville.example', kind: 'local' as const, name: 'inconnu', valueLength: 40 }],
  images: [anImage({ naturalWidth: 5000, naturalHeight: 4000, displayedWidth: 300, displayedHeight: 240, transferBytes: 900_000 }), anImage({ url: 'https://www.ville.example/b.jpg', mimeType: 'image/jpeg', transferBytes: 300_000 })],
  textZoom: { widthPx: 960, clipped: [{ selector: '.a', text: 'x', hiddenPx: 9 }], clippedCount: 1 },
  consent: aConsent({ bannerSeen: true, refused: true, controls: [{ text: 'J’accepte', role: 'accept', selector: '#oui', widthPx: 200, heightPx: 44, fontPx: 16, boxed: true, contrast: 7 }] }),
  transport: { httpStatus: 200, httpRedirectsTo: null, httpFailure: null },
  notices: [
    aNotice('Le site est totalement conforme. 12 % des critères sont respectés. Schéma pluriannuel 2012-2019, établi le 3 mars 2012.', { plans: [{ url: 'https://www.ville.example/plan', status: 404, failure: null }] }),
    ...(['legal', 'privacy', 'ecodesign'] as const).map((kind) => aNotice('', { kind, format: null, status: 404, failure: { code: 'http' as const, detail: 'gone' } })),
  ],
  ...worstAccessibility,
  securityTxt: { url: 'https://www.ville.example/.well-known/security.txt', status: 200, failure: null, sameSite: true, isText: true, fields: [] },
}
const context = { site: aSite(), factors, registry }
const roles = ['home', 'legal', 'accessibility', 'news'] as const
const results = roles.flatMap((role) => (['cold', 'refusal'] as const).flatMap((pass) => judge(anEvidence(worstPage, { role, pass }), catalogue, context)))

describe('the catalogue of audits', () => {
  test('is read from the folders, sorted, with the audits that the dashboard and the indicators name', () => {
    const ids = [...catalogue.keys()]
    expect(ids).toEqual(ids.toSorted())
    expect(ids).toEqual(expect.arrayContaining([
      'freedom/cookies-before-choice', 'freedom/legal-notice', 'freedom/security-headers', 'freedom/third-party-hosts', 'freedom/trackers-before-choice', 'freedom/transport-security',
      'sobriety/ecoindex', 'sobriety/image-weight', 'sobriety/lighthouse-performance', 'sobriety/page-carbon', 'sobriety/page-requests', 'sobriety/page-weight',
      'solidarity/accessibility-mention', 'solidarity/axe-failures', 'solidarity/page-language', 'solidarity/page-title', 'solidarity/text-zoom',
    ]))
  })

  test('is published whole, and each entry is valid', () => {
    const published = publishedAudits(catalogue)
    expect(published.map(({ id }) => id)).toEqual([...catalogue.keys()])
    for (const entry of published) expect(PublishedAudit.parse(entry)).toEqual(entry)
  })

  test('gives every audit a reference, a limit and whole sentences', () => {
    for (const { id, references, limits, text } of publishedAudits(catalogue)) {
      expect([id, references.length > 0, limits.length > 0]).toEqual([id, true, true])
      for (const sentence of [text.failing, text.why, text.mend, ...limits]) expect(`${id}: ${sentence}`).toMatch(/[.»]$/)
    }
  })
})

describe('on the worst page', () => {
  test('every audit answers, in the units that it declares', () => {
    expect(new Set(results.map(({ audit }) => audit))).toEqual(new Set(catalogue.keys()))
    for (const result of results) {
      AuditResult.parse(result)
      const definition = catalogue.get(result.audit)
      if (result.measure !== null) expect(result.measure.unit).toBe(definition?.unit)
      for (const [name, quantity] of Object.entries(result.details ?? {})) expect([result.audit, name, quantity.unit]).toEqual([result.audit, name, definition?.details?.[name]])
    }
  })

  test('none breaks, and each that can fail does', () => {
    expect(results.filter(({ outcome }) => outcome === 'unknown')).toEqual([])
    const failing = new Set(results.filter(({ outcome }) => outcome === 'fail').map(({ audit }) => audit))
    const neverFails = [
      'freedom/third-party-hosts', 'sobriety/ecoindex', 'sobriety/lighthouse-performance', 'sobriety/page-carbon',
      ...['absent-content', 'colour-pairs', 'downloads', 'focus-visible', 'hover-content', 'keyboard-trap', 'text-language', 'text-spacing'].map((id) => `solidarity/${id}`),
    ]
    expect([...catalogue.keys()].filter((id) => !failing.has(id))).toEqual(neverFails)
  })
})

describe('an audit that accuses', () => {
  const accusing = results.filter(({ audit, outcome }) => outcome === 'fail' && catalogue.get(audit)?.accuses)
  const doubtful = ({ certainty }: AuditResult['findings'][number]) => certainty !== undefined

  test('fails on the worst page, whatever its kind', () => {
    expect(new Set(accusing.map(({ audit }) => audit))).toEqual(new Set([...catalogue].filter(([, { accuses }]) => accuses).map(([id]) => id)))
  })

  test('gives first the findings that accuse, and its measure counts them and no other', () => {
    for (const { audit, measure, findings } of accusing) {
      const counted = measure?.value ?? Number.NaN
      expect([audit, findings.slice(0, counted).filter(doubtful), findings.slice(counted).filter((finding) => !doubtful(finding))]).toEqual([audit, [], []])
      expect(findings.length, audit).toBeGreaterThanOrEqual(counted)
    }
    // Without a doubt beside an accusation, their order would be proven by nothing.
    expect(accusing.filter(({ measure, findings }) => findings.length > (measure?.value ?? 0)).length).toBeGreaterThan(3)
  })

  test('accuses of nothing once a second load saw none of it', () => {
    for (const first of accusing) {
      const settled = confirmed(first, { ...first, outcome: 'pass', measure: { value: 0, unit: 'count' }, findings: [] })
      expect(settled).toMatchObject({ outcome: 'to-verify', measure: { value: 0 } })
      expect([settled.audit, settled.findings.filter((finding) => !doubtful(finding))]).toEqual([settled.audit, []])
    }
  })
})

describe('the words', () => {
  const accusing = /ill[ée]gal|\bviol(e|ent|er|ation)\b|espionn|hors[- ]la[- ]loi|infraction|coupable|fautif|frauduleu|non[- ]conforme (au )?RGPD|exempt[ée]e? par la CNIL|transfert/i
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sources = globSync(['audits/*.ts', 'audits/{sobriety,solidarity,freedom}/*.ts', 'src/lib/words/purpose-words.ts', 'datasets/registry/*.json', 'datasets/rgaa/*.json'], { cwd: root })

  test('of every finding, title and limit accuse nobody', () => {
    const said = [...results.flatMap(({ findings }) => findings.map(({ message }) => message)), ...publishedAudits(catalogue).flatMap(({ text, limits }) => [...Object.values(text), ...limits])]
    expect(said.length).toBeGreaterThan(200)
    expect(said.filter((sentence) => accusing.test(sentence))).toEqual([])
  })

  test('are nowhere in the sources either, even where no test leads', () => {
    expect(sources.length).toBeGreaterThan(20)
    const withoutComments = (file: string) => readFileSync(`${root}/${file}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    expect(sources.filter((file) => accusing.test(withoutComments(file)))).toEqual([])
  })

  test('that are accusing would be caught', () => {
    for (const sentence of ['Ce site viole la loi', 'C’est illégal', 'non conforme RGPD', 'Un transfert vers…']) expect(sentence).toMatch(accusing)
  })
})
