import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeEvidence } from '#effects/visits/evidence-store'
import { siteVerdicts, type SiteCatalogue } from '#effects/visits/site-verdicts'
import { defineSiteAudit } from '#lib/define'
import type { PageRecord } from '#model/result'
import { aSite, aText, anEvidence } from '../../../builders.ts'

const site = aSite({ pages: [{ id: 'contact', path: '/contact', role: 'contact' }, { id: 'accueil', path: '/', role: 'home' }] })
const catalogue: SiteCatalogue = new Map([['solidarity/pages-read', defineSiteAudit({
  method: 1, unit: 'count', needs: ['text'], references: [], limits: [], text: { title: '', failing: '', why: '', mend: '' },
  judge: (pages) => ({ outcome: 'informative', measure: { value: pages.length, unit: 'count' }, findings: [{ message: pages.map(({ role }) => role).join(), references: [] }] }),
})]])

let folder: string
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'trefle-site-')) })
afterAll(() => rm(folder, { recursive: true }))

async function visit(page: string, role: 'home' | 'contact', part: Partial<PageRecord> = {}): Promise<PageRecord> {
  const evidence = anEvidence({ text: aText() }, { site: site.id, page, role })
  return { run: 'r', site: site.id, page, role, url: evidence.url, pass: 'cold', profile: 'desktop', at: evidence.at, status: 'measured', failure: null, contended: false, results: { 'sobriety/ecoindex': ['pass', 3, null, {}] }, ...part, evidence: await writeEvidence(folder, evidence) }
}

test('what the pages show together is said once, on the home page’s line, beside what it already says', async () => {
  const visits = [await visit('accueil', 'home'), await visit('contact', 'contact'), { ...await visit('contact', 'contact'), pass: 'refusal' as const }]
  const told = await siteVerdicts(site, visits, catalogue, folder)
  expect(told?.page).toMatchObject({ page: 'accueil', results: { 'sobriety/ecoindex': ['pass', 3, null, {}], 'solidarity/pages-read': ['informative', 2, expect.any(String), {}] } })
  expect(told?.findings).toContainEqual(expect.objectContaining({ finding: expect.objectContaining({ message: 'contact,home' }) }))
})

test('when the home page was not read, the first page that was bears it; when none was, nothing is said', async () => {
  const lost = { ...await visit('accueil', 'home'), status: 'not-measured' as const }
  expect((await siteVerdicts(site, [lost, await visit('contact', 'contact')], catalogue, folder))?.page).toMatchObject({ page: 'contact', results: { 'solidarity/pages-read': ['informative', 1, expect.any(String), {}] } })
  expect(await siteVerdicts(site, [lost], catalogue, folder)).toBeNull()
})

test('evidence that is not the one of the visit is not judged', async () => {
  const other = { ...await visit('accueil', 'home'), evidence: '0'.repeat(64) }
  expect((await siteVerdicts(site, [other], catalogue, folder))?.page.results['solidarity/pages-read']).toEqual(['unknown', null, null, {}, 'missing-artifact'])
})
