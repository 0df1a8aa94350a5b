import { expect, test } from 'vitest'
import type { Artifacts } from '#model/evidence'
import audit from '#audits/solidarity/site/site-map-links'
import { aMark, aNavigation } from '../../../accessibility-builders.ts'
import { on, seen } from '../../../site-builders.ts'

const navigation = aNavigation(aMark('menu', { links: on('/', '/agenda/', '/contact/') }), aMark('main'))
const home = seen('/', { navigation })
const link = (path: string, status: number | null): Artifacts['siteMap']['links'][number] => ({ address: `https://www.ville.example${path}`, text: 'Page', selector: 'main a', status })
const judge = (...links: Artifacts['siteMap']['links']) => audit.judge([home, seen('/plan/', { navigation, siteMap: { links } }, 'sitemap')])

test('a site map whose links answer, with every entry of the menu, passes', () => {
  expect(judge(link('/agenda', 200), link('/contact/', null)).outcome).toBe('pass')
})

test('a link that the server says leads nowhere is proven; one that did not answer is not', () => {
  expect(judge(link('/agenda/', 200), link('/contact/', 200), link('/ancien/', 404), link('/parti/', 410), link('/panne/', 503), link('/muet/', null)))
    .toMatchObject({ outcome: 'fail', measure: { value: 2 }, findings: [{ url: 'https://www.ville.example/ancien/' }, { url: 'https://www.ville.example/parti/' }] })
})

test('an entry of the menu that the map lacks is for a person to look at', () => {
  expect(judge(link('/agenda/', 200))).toMatchObject({ outcome: 'to-verify', findings: [{ url: 'https://www.ville.example/contact/', references: [{ id: '12.3.1' }, {}] }] })
})

test('a sample without a site map is not concerned', () => {
  expect(audit.judge([home]).outcome).toBe('not-applicable')
})
