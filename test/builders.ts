import type { Site } from '#model/site'
import type { Artifacts, Evidence } from '#model/evidence'
import type { Registry } from '#model/third-party'
import type { AuditContext } from '#lib/define'
import { loadFactorBook } from '#effects/territory/factors'
import { loadRegistry } from '#effects/territory/registry-files'

/** The shipped factors and registry: audits are tested with the numbers that they publish. */
export const factors = await loadFactorBook()
export const registry: Registry = await loadRegistry(null)

type Request = Artifacts['requests'][number]

/** A first-party image request of 10 kB, unless said otherwise; the host follows the address. */
export function aRequest(part: Partial<Request> = {}): Request {
  const url = part.url ?? 'https://www.ville.example/photo.jpg'
  const host = URL.parse(url)?.host ?? ''
  return {
    url, host, kind: 'image', status: 200, mimeType: 'image/jpeg', transferBytes: 10_000, resourceBytes: 12_000,
    startMs: 100, endMs: 200, phase: 'load', failed: null, ip: '203.0.113.1', sameSite: host.endsWith('ville.example'), entity: null, initiator: null,
    ...part,
  }
}

/** An HTML page over https with no security header, unless said otherwise. */
export function aDocument(part: Partial<Artifacts['document']> = {}): Artifacts['document'] {
  return {
    status: 200, contentType: 'text/html; charset=utf-8', headers: {}, redirects: [], httpVersion: 'h2',
    tls: { protocol: 'TLS 1.3', issuer: 'Autorité', subject: 'www.ville.example', validFrom: '2026-10-01T00:00:00Z', validTo: '2027-01-01T00:00:00Z' },
    htmlBytes: 5000, doctype: 'html',
    ...part,
  }
}

export function aDom(part: Partial<Artifacts['dom']> = {}): Artifacts['dom'] {
  return { ecoindexNodes: 300, bodyNodes: 290, allNodes: 300, maxDepth: 12, iframes: 0, ...part }
}

/** A French page with an informative title and nothing said. */
export function aText(part: Partial<Artifacts['text']> = {}): Artifacts['text'] {
  return {
    title: 'Accueil - Ville de Villeneuve', lang: 'fr', everyTextHasLang: true, generator: null, h1: ['Villeneuve'],
    visibleText: '', hasForm: false, metaCsp: [],
    ...part,
  }
}

export function aLink(text: string, url = 'https://www.ville.example/page'): Artifacts['links'][number] {
  return { url, text, selector: 'footer a', rel: '' }
}

/** An accessibility statement as the browser shows it, unless said otherwise. */
export function aNotice(text: string, part: Partial<Artifacts['notices'][number]> = {}): Artifacts['notices'][number] {
  return { kind: 'accessibility', url: 'https://www.ville.example/accessibilite', linkText: null, format: 'page', text, cut: false, plans: [], status: null, failure: null, ...part }
}

type AxeRule = Artifacts['axe']['violations'][number]

/** A rule of axe that some elements break: WCAG A, unless said otherwise. */
export function anAxeRule(id: string, selectors: readonly string[] = ['main p'], tags: readonly string[] = ['wcag2a', 'wcag111']): AxeRule {
  return { id, impact: 'serious', tags: [...tags], nodes: selectors.map((selector) => ({ selector, summary: '' })), nodeCount: selectors.length }
}

export function anAxe(part: Partial<Artifacts['axe']> = {}): Artifacts['axe'] {
  return { version: '4.14.1', violations: [], incomplete: [], passedRules: ['document-title'], inapplicableRules: [], ...part }
}

/** A session cookie of the site itself, unless said otherwise. */
export function aCookie(name: string, part: Partial<Artifacts['cookies'][number]> = {}): Artifacts['cookies'][number] {
  return {
    name, domain: 'www.ville.example', path: '/', sameSite: 'Lax', secure: true, httpOnly: true,
    jarDays: null, claimedDays: null, valueLength: 32, firstParty: true,
    ...part,
  }
}

export function anImage(part: Partial<Artifacts['images'][number]> = {}): Artifacts['images'][number] {
  return {
    url: 'https://www.ville.example/photo.jpg', selector: 'main img', naturalWidth: 800, naturalHeight: 600,
    displayedWidth: 800, displayedHeight: 600, mimeType: 'image/webp', transferBytes: 50_000, lazy: false,
    ...part,
  }
}

export function aConsent(part: Partial<Artifacts['consent']> = {}): Artifacts['consent'] {
  return { bannerSeen: false, acceptText: null, refuseText: null, refused: false, method: null, ...part }
}

export function aSite(part: Partial<Site> = {}): Site {
  return {
    id: 'portail', name: 'Portail', url: 'https://www.ville.example/', organisation: 'ville', perHost: 1, sameOrganisation: [],
    pages: [{ id: 'accueil', path: '/', role: 'home' }],
    ...part,
  }
}

/** What an audit knows beside its artifacts: the home page of a declared site, at a fixed instant. */
export function aContext(part: Partial<AuditContext> = {}): AuditContext {
  return {
    site: aSite(), role: 'home', url: 'https://www.ville.example/', finalUrl: 'https://www.ville.example/', pass: 'cold',
    profile: 'desktop', contended: false, at: '2026-11-22T03:40:00Z', factors, registry,
    ...part,
  }
}

/** A measured load that captured the given artifacts and asked for no other. */
export function anEvidence(artifacts: Partial<Artifacts> = {}, part: Partial<Evidence> = {}): Evidence {
  const captured = Object.fromEntries(Object.entries(artifacts).map(([name, value]) => [name, { ok: true, value }]))
  return {
    schema: 'trefle/evidence@1', run: '2026-11-22T034000Z', site: 'portail', page: 'accueil', role: 'home',
    url: 'https://www.ville.example/', finalUrl: 'https://www.ville.example/', pass: 'cold', profile: 'desktop',
    at: '2026-11-22T03:40:00Z', durationMs: 9000,
    tools: { trefle: '0.1.0', node: '24.21.0', chromium: '150', lighthouse: '13.5.0', axe: '4.14.1', puppeteer: '25.16.0' },
    contended: false, weakened: [], status: 'measured', failure: null, artifacts: captured,
    ...part,
  }
}
