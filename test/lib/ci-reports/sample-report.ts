import { CheckReport } from '#lib/gate/check-report'
import { hostile } from '../../fixtures/hostile-strings.ts'

/** Strings that one format or another would obey, beside those of every page. */
export const corpus: readonly string[] = [
  ...Object.values(hostile),
  'fin ]]> de section', '\u001B]8;;http://piege.example\u0007lien\u001B]8;;\u0007', '\u001B[2J\u009B31m effacé', 'nul\u0000 cloche\u0007 \uFFFE\uFFFF \uD800 seul',
  '| cellule | de plus |\n|---|---|\n# titre', '[cliquez](javascript:alert(1)) ![image](http://piege.example/x.png) <http://piege.example>', '`code` ``deux`` ```trois',
  '/close\n/label ~piege', '@mairie #12 !3 $f$ %jalon &épique ~~barré~~ **gras** __gras__ - [x] fait', 'https://piege.example/ www.piege.example piege@exemple.example',
  '&lt;b&gt; &amp; &#x3c;script&#x3e;', '<!-- commentaire --> <details open><summary>x', '::error file=x::commande', '##vso[task.complete result=Failed;]', '%0A::set-output name=x::y', '../../etc/passwd',
]

type Page = CheckReport['pages'][number]
export const page = (over: Partial<Page> = {}): Page => ({
  url: 'https://www.ville.example/', finalUrl: 'https://www.ville.example/', pass: 'cold', profile: 'desktop', status: 'measured', failure: null, contended: false, weakened: [], key: '/',
  results: [
    { audit: 'sobriety/page-weight', method: 1, outcome: 'fail', measure: { value: 2_400_000, unit: 'B' }, findings: [] },
    { audit: 'sobriety/page-requests', method: 1, outcome: 'pass', measure: { value: 31, unit: 'count' }, findings: [] },
    { audit: 'sobriety/page-carbon', method: 1, outcome: 'informative', measure: { value: 0.35, unit: 'g' }, findings: [] },
    { audit: 'sobriety/ecoindex', method: 1, outcome: 'informative', measure: { value: 61, unit: 'score' }, findings: [] },
    { audit: 'solidarity/axe-failures', method: 1, outcome: 'fail', measure: { value: 2, unit: 'count' }, findings: [
      { message: 'Les images doivent avoir une alternative textuelle.', selector: 'main > img', references: [{ standard: 'axe', id: 'image-alt' }] },
      { message: 'À vérifier : une zone sans nom.', references: [], certainty: 'to-verify' },
    ] },
  ],
  ...over,
})

type Finding = NonNullable<CheckReport['findings']>[number]
export const finding = (over: Partial<Finding> = {}): Finding => ({
  fingerprint: 'f0123456789ab', rule: 'solidarity/axe-failures', pillar: 'solidarity', level: 'error', status: 'new', page: '/', url: 'https://www.ville.example/', pass: 'cold', profile: 'desktop',
  count: 2, knownCount: 0, title: 'Écarts trouvés par axe', why: 'Une image sans texte ne dit rien à qui l’écoute.', mend: 'Décrivez l’image dans son attribut alt.', cause: 'content',
  finding: { message: 'Les images doivent avoir une alternative textuelle.', selector: 'main > img', references: [{ standard: 'rgaa', id: '1.1', url: 'https://accessibilite.numerique.gouv.fr/methode/criteres-et-tests/#1.1' }] },
  reproduce: 'npx trefle check https://www.ville.example/ --only solidarity/axe-failures', ...over,
})

type Budget = NonNullable<CheckReport['budgets']>[number]
export const budget = (over: Partial<Budget> = {}): Budget => ({
  id: 'sobriety/page-weight max /', value: 'sobriety/page-weight', kind: 'max', level: 'error', outcome: 'fail', message: 'Poids de la page : 2,4 Mo, au-delà de 1 Mo.',
  scope: { page: '/', url: 'https://www.ville.example/', pass: 'cold', profile: 'desktop' }, unit: 'B', limit: 1_000_000, measured: 2_400_000, test: { name: 'limit', candidateLoads: 1 }, ...over,
})

/** A check as it comes: an error, a warning, a known debt, a waiver, a change, and a page that could not be read. */
export function sampleReport(over: Partial<CheckReport> = {}): CheckReport {
  return CheckReport.parse({
    schema: 'trefle/check@1', tool: { trefle: '0.1.0', lighthouse: '13.5.0' }, at: '2026-11-22T10:00:00Z', defects: [],
    pages: [page(), page({ url: 'https://www.ville.example/fermee', finalUrl: null, key: '/fermee', status: 'not-measured', failure: { code: 'timeout', detail: 'no answer in 90 s' }, results: [] })],
    gate: { outcome: 'fail', exitCode: 1, reasons: ['1 budget dépassé.', '1 page non mesurée.'], ruleset: '2026-11' },
    coverage: { asked: 2, measured: 1, partial: 0, notMeasured: 1, leftOut: 0 },
    budgets: [
      budget(),
      budget({ id: 'axe', value: 'solidarity/axe-failures', kind: 'gaps', message: '1 écart nouveau.', unit: 'count', limit: 0, measured: 1 }),
      budget({ id: 'requests', value: 'sobriety/page-requests', outcome: 'pass', message: '31 requêtes, 40 au plus.' }),
      budget({ id: 'carbon', value: 'sobriety/page-carbon', outcome: 'unstable', message: 'Les chargements ne disent pas la même chose.' }),
    ],
    findings: [
      finding(),
      finding({ fingerprint: 'f000000000001', rule: 'freedom/security-headers', pillar: 'freedom', level: 'warn', title: 'En-têtes de sécurité', count: 1, finding: { message: 'Règles de contenu : non trouvées.', references: [] } }),
      finding({ fingerprint: 'f000000000002', status: 'known' }),
      finding({ fingerprint: 'f000000000003', status: 'waived', waiver: { reason: 'refonte en cours', owner: 'équipe web', until: '2027-01-31' } }),
    ],
    changes: [{ page: '/', url: 'https://www.ville.example/', pass: 'cold', profile: 'desktop', kind: 'resource', change: 'appeared', what: 'https://www.ville.example/video.mp4', deltaBytes: 1_500_000, deltaGramsCO2e: 0.2, deltaElements: null, cause: 'content', mend: 'Chargez la vidéo à la demande.', reproduce: 'npx trefle check https://www.ville.example/' }],
    reference: { name: 'prod.json', at: '2026-11-20T10:00:00Z', interleaved: false },
    baseline: { file: 'trefle.baseline.json', paid: [], new: 1, known: 1 },
    ...over,
  })
}

/** The same, where every word that a page may choose is `text`. */
export function hostileReport(text: string): CheckReport {
  const url = `https://piege.example/?${text}`.slice(0, 2048)
  const words = text.slice(0, 300)
  const seen = { message: words, selector: words, url, references: [{ standard: 'axe' as const, id: 'image-alt' }] }
  return sampleReport({
    pages: [
      page({ url, finalUrl: url, step: words, results: [{ audit: 'solidarity/axe-failures', method: 1, outcome: 'fail', measure: { value: 1, unit: 'count' }, findings: [seen] }] }),
      page({ url: `${url}&b`, key: '/b', finalUrl: null, status: 'not-measured', failure: { code: 'http', detail: words }, results: [] }),
    ],
    budgets: [budget({ message: words, scope: { page: '/', url, pass: 'cold', profile: 'desktop' } })],
    findings: [finding({ url, title: words, why: words, mend: words, reproduce: words, finding: seen }), finding({ fingerprint: 'f000000000009', url, status: 'waived', waiver: { reason: words, owner: words, until: '2027-01-31' }, finding: seen })],
    changes: [{ page: '/', url, pass: 'cold', profile: 'desktop', kind: 'host', change: 'appeared', what: words, deltaBytes: 10, deltaGramsCO2e: null, deltaElements: null, cause: null, mend: words, reproduce: words }],
    reference: { name: words, at: null, interleaved: false },
    gate: { outcome: 'fail', exitCode: 1, reasons: [words], ruleset: words },
  })
}
