import { expect, test } from 'vitest'
import audit from '#audits/solidarity/site/menu-place'
import { aMark, aNavigation } from '../../../accessibility-builders.ts'
import { on, seen } from '../../../site-builders.ts'

const main = aMark('main')
const menu = aMark('menu', { name: 'Menu principal', links: on('/demarches', '/agenda', '/contact') })
const services = aMark('menu', { name: 'Services', links: on('/eau', '/cantine') })
const page = (path: string, ...marks: (typeof menu)[]) => seen(path, { navigation: aNavigation(...marks) })

test('a menu that stays where it was passes, though its own page is no longer a link in it', () => {
  const onAgenda = { ...menu, links: on('/demarches', '/contact') }
  expect(audit.judge([page('/', menu, services, main), page('/agenda', onAgenda, services, main)]).outcome).toBe('pass')
})

test('a menu on another side of the content is to be looked at, on each page where it is', () => {
  const verdict = audit.judge([page('/', menu, main), page('/a', { ...menu, side: 'left' }, main), page('/b', menu, main)])
  expect(verdict).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ url: 'https://www.ville.example/a', message: expect.stringContaining('« Menu principal » n’est pas à la même place') }] })
  expect(verdict.findings).toHaveLength(1)
})

test('menus that change order in the code are to be looked at', () => {
  expect(audit.judge([page('/', menu, services, main), page('/a', services, menu, main)]).findings.map(({ message }) => /ordre dans le code/.test(message))).toEqual([true, true])
  expect(audit.judge([page('/', menu, main), page('/a', main, menu)]).outcome).toBe('to-verify')
})

test('a menu of another part of the site is another menu', () => {
  expect(audit.judge([page('/', menu, main), page('/a', { ...services, side: 'left' }, menu, main)]).outcome).toBe('pass')
})

test('a menu on one page only has nothing to be compared with', () => {
  expect(audit.judge([page('/', menu, main), page('/a', main)]).outcome).toBe('not-applicable')
})
