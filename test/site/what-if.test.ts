import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { appendObservations } from '#effects/record/observations'
import { askWhatIf, spokenWhatIf, type WhatIfOptions } from '../../scripts/what-if.ts'
import { sampleObservations } from '../fixtures/make-publication-sample.ts'
import { visit } from './visit.ts'

const address = `${inject('atRoot').origin}/materiel/`
let data = ''
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'trefle-island-'))
  // The sample counts some devices twice under one name, which a record refuses.
  await appendObservations(data, 'inventory-csv', sampleObservations().map((each, line) => ({ ...each, dimensions: { ...each.dimensions, line: String(line) } })))
})
afterAll(() => rm(data, { recursive: true, force: true }))

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
/** The line of the difference that the command prints. */
const byCommand = async (part: Partial<WhatIfOptions>) => plain(/Écart : .*/.exec(spokenWhatIf(await askWhatIf({ data, lifetime: {}, renew: {}, replace: [], ...part })))?.[0] ?? '')

const open = async (page: Page) => {
  await page.click('[data-what-if] button')
  await page.waitForSelector('.what-if-form')
}
/** Writes in the field that a label names, as a person does, and leaves it. */
const fill = (page: Page, label: string, value: string) => page.$$eval('.what-if-form label', (labels, word, written) => {
  const field = labels.find((each) => each.textContent?.startsWith(word))?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select')
  if (!field) throw new Error(`no field "${word}"`)
  field.value = written
  field.dispatchEvent(new Event('change', { bubbles: true }))
}, label, value)
const answer = async (page: Page) => plain(await page.$eval('.what-if-answer', (place) => (place as HTMLElement).innerText))

describe('the scenario that a reader tries on the page', () => {
  it.each([
    { fields: { 'Ordinateur portable': '7' }, asked: { lifetime: { laptop: 7 } } },
    { fields: { 'Appareils reconditionnés': '30', 'Écrans par poste': '1' }, asked: { reuse: 0.3, screensPerDesk: 1 } },
    { fields: { 'Remplacer le type': 'desktop', 'par des neufs': 'laptop', 'Part remplacée': '100' }, asked: { replace: [{ from: 'desktop', to: 'laptop', share: 1 }] } },
  ])('gives the figure of the command for $asked', async ({ fields, asked }) => {
    const shown = await visit(address, async ({ page, complaints }) => {
      await open(page)
      for (const [label, value] of Object.entries(fields)) await fill(page, label, value)
      expect(complaints).toEqual([])
      return answer(page)
    })
    expect(shown).toContain(await byCommand(asked))
    expect(shown).toContain('Ce qui est supposé')
  })

  it('is said aloud, is reached by the keyboard, refuses what is out of bounds and goes back to today', async () => {
    await visit(address, async ({ page }) => {
      await page.focus('[data-what-if] button')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.what-if-form')
      expect(await page.$eval('.what-if-answer', (place) => place.getAttribute('aria-live'))).toBe('polite')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
      expect(await answer(page)).toContain('Rien n’est changé')
      await fill(page, 'Ordinateur portable', '99')
      expect(await answer(page)).toContain('rien n’est calculé')
      await page.click('.what-if-form button[type=reset]')
      await page.waitForFunction(() => document.querySelector('.what-if-answer')?.textContent?.includes('Rien n’est changé'))
    })
  })

  it('is not offered without scripts, where the table of scenarios stands', async () => {
    const { buttons, rows } = await visit(address, ({ page }) => page.evaluate(() => ({
      buttons: document.querySelectorAll('[data-what-if] button').length,
      rows: [...document.querySelectorAll('table')].find(({ caption }) => caption?.textContent?.startsWith('Et si'))?.tBodies[0]?.rows.length ?? 0,
    })), { scripts: false })
    expect(buttons).toBe(0)
    expect(rows).toBeGreaterThan(2)
  })
})
