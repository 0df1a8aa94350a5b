import { expect, test } from 'vitest'
import { earlReport } from '#lib/accessibility/earl'
import { machineCriteria } from '#lib/accessibility/machine-criteria'
import { machineGrid } from '#lib/accessibility/machine-grid'
import { placedPages } from '#lib/accessibility/placed-findings'
import type { Finding } from '#model/outcome'
import type { PublishedPage } from '#model/publication'
import { rgaaGrid, wcagAnchors } from '../../../src/rgaa.ts'
import { aPage, aSite } from '../../published-builders.ts'

const contact = aPage('contact')
const map: PublishedPage = { ...aPage('plan-du-site'), role: 'sitemap' }
const finding = (rgaa: string, wcag: string, page: string): Finding => ({ message: 'Vu.', url: 'https://www.ville.example/redirigee', page, references: [{ standard: 'rgaa', id: rgaa }, { standard: 'wcag', id: wcag }] })
const failed = (...findings: Finding[]) => ({ outcome: 'fail' as const, measure: null, details: {}, findings })
const home: PublishedPage = { ...aPage('accueil'), verdicts: {
  'solidarity/shared-titles': failed(finding('8.6.1', '2.4.2', 'contact')),
  'solidarity/site-map-links': failed(finding('12.3.2', '2.4.5', 'plan-du-site')),
} }
const site = aSite('portail', [home, contact, map], [])

test('a finding that names no page, or one that the site no longer has, stays where it was written', () => {
  const old = { ...home, verdicts: { 'solidarity/shared-titles': failed({ message: 'Vu.', references: [] }, finding('8.6.1', '2.4.2', 'disparue')) } }
  expect(placedPages([old, contact]).map(({ verdicts }) => verdicts['solidarity/shared-titles']?.findings.length)).toEqual([2, undefined])
})

test('the grid holds a defect against the page that has it, not against the home page that bears the verdict', () => {
  expect(machineGrid(site, rgaaGrid).map(({ name, statuses }) => [name, statuses['8.6'], statuses['12.3']])).toEqual([[home.name, 'NT', 'NT'], [contact.name, 'NC', 'NT'], [map.name, 'NT', 'NC']])
})

test('EARL asserts it of that page', () => {
  const failures = earlReport(site, rgaaGrid, wcagAnchors, { axe: 'urn:axe', trefle: 'urn:trefle' })['@graph'].filter(({ result }) => result.outcome === 'earl:failed')
  expect(failures.map(({ subject, test: { title } }) => [subject.source, title])).toEqual([[contact.url, 'solidarity/shared-titles'], [map.url, 'solidarity/site-map-links']])
})

test('the page of criteria names that page', () => {
  expect(machineCriteria(site.pages, rgaaGrid).filter(({ state }) => state === 'failing').map(({ number, findings }) => [number, findings.map(({ page }) => page)])).toEqual([['8.6', ['contact']], ['12.3', ['plan-du-site']]])
})
