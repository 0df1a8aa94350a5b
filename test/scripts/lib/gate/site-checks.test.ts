import { describe, expect, it } from 'vitest'
import { withSiteVerdicts } from '#effects/gate/site-checks'
import { loadSiteAudits } from '#effects/territory/discover'
import type { Measured } from '#effects/visits/measure'
import { anEvidence } from '../../../builders.ts'

const catalogue = await loadSiteAudits()
const text = (title: string, h1: string) => ({ title, h1: [h1], language: 'fr', characters: 100, excerpt: h1, links: [] }) as never

/** A page as a check has seen it, with nothing judged of it yet. */
function seen(url: string, title: string, h1: string, part: { pass?: 'cold' | 'mobile'; status?: 'measured' | 'partial' } = {}): Measured {
  const role = new URL(url).pathname === '/' ? 'home' as const : 'other' as const
  const { pass = 'cold', status = 'measured' } = part
  return { job: { url, role, site: null, page: null, pass, profile: 'desktop' }, evidence: anEvidence({ text: text(title, h1) }, { url, finalUrl: url, role, page: null, site: null, pass, status }), results: [] }
}

const contact = seen('https://www.ville.example/contact', 'Ville de Villeneuve', 'Nous écrire')
const home = seen('https://www.ville.example/', 'Ville de Villeneuve', 'Bienvenue')
const outcome = (page: Measured | undefined) => page?.results.find(({ audit }) => audit === 'solidarity/shared-titles')?.outcome

describe('the pages of one site in a check', () => {
  it('are compared with each other, and the home page bears what they show together', () => {
    const [first, second] = withSiteVerdicts([contact, home], catalogue)
    expect([outcome(first), outcome(second)]).toEqual([undefined, 'fail'])
    expect(second?.results.map(({ audit }) => audit)).toEqual([...catalogue.keys()])
    expect(second?.results.find(({ audit }) => audit === 'solidarity/shared-titles')?.findings.map(({ url }) => url)).toEqual([contact, home].map(({ job }) => job.url))
  })

  it.each<[string, Measured[]]>([
    ['is alone', [home]], ['stands beside another site', [home, seen('https://agenda.example/', 'Ville de Villeneuve', 'Agenda')]],
    ['was read in part', [home, seen(contact.job.url, 'Ville de Villeneuve', 'Nous écrire', { status: 'partial' })]], ['is the same page on a telephone', [home, seen(contact.job.url, 'Ville de Villeneuve', 'Nous écrire', { pass: 'mobile' })]],
  ])('say nothing when one %s', (_, pages) => {
    expect(withSiteVerdicts(pages, catalogue).flatMap(({ results }) => results)).toEqual([])
  })
})
