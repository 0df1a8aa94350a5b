import { findBrowser } from '#effects/visits/browser'
import { gatherEvidence } from '#effects/visits/pool'

/* A parent that a test kills while a page hangs: what it leaves behind must end by itself. Argument: port of the page server. */
const evidences = gatherEvidence([{ url: 'http://ville.test/muette', role: 'other', site: null, page: null, pass: 'cold', profile: 'desktop' }], {
  run: 'test', workers: 1, perHost: () => 1, guard: { allowPrivate: false, fixtures: { 'ville.test': { http: Number(process.argv[2]) } } }, spkiHashes: [],
  chromePath: await findBrowser() ?? '', deadlineMs: 120_000, contact: 'https://ville.test/contact',
})
for await (const _evidence of evidences) throw new Error('a page that hangs gave evidence')
