import { describe, expect, inject, it } from 'vitest'
import { visit } from './visit.ts'

const site = inject('atRoot')
const address = `${site.origin}/recherche/`

describe('the search', () => {
  it('finds by the start of a word, without accents and with a slip of the pen, and gives the list back', async () => {
    const found = await visit(address, async ({ page, requests, complaints }) => {
      const before = requests.length
      const look = async (words: string) => {
        await page.$eval('.search input', (field) => { (field as HTMLInputElement).value = '' })
        await page.type('.search input', words)
        await page.waitForFunction(() => /\d|Rien/.test(document.querySelector('.search [role="status"]')?.textContent ?? ''), { timeout: 5000 })
        await new Promise((done) => setTimeout(done, 50))
        return page.$$eval('[data-search-item]', (items) => items.filter((item) => (item as HTMLElement).offsetParent !== null).map((item) => item.querySelector('a')?.getAttribute('href') ?? ''))
      }
      const results = { atFirst: before, accents: await look('mediatheque des tanneurs'), slip: await look('acessibilité'), none: await look('zzzz'), fetched: 0, back: 0, complaints }
      results.fetched = requests.length - before
      await page.$eval('.search input', (field) => { (field as HTMLInputElement).value = ''; field.dispatchEvent(new Event('input')) })
      results.back = await page.$$eval('.letter + .entries [data-search-item]', (items) => items.filter((item) => (item as HTMLElement).offsetParent !== null).length)
      return results
    })
    expect(found.accents[0]).toMatch(/^\/lieux\/#lieu-\d+$/)
    expect(found.slip).toContain('/glossaire/#accessibilite')
    expect(found.none).toEqual([])
    expect(found.back).toBeGreaterThan(50)
    expect(found.fetched).toBeGreaterThan(0)
    expect(found.complaints).toEqual([])
  })

  it('is the whole list without a script, and no field that does nothing', async () => {
    const seen = await visit(address, ({ page }) => page.evaluate(() => ({ entries: document.querySelectorAll('.letter + .entries [data-search-item] a').length, fields: document.querySelectorAll('input').length })), { scripts: false })
    expect(seen.entries).toBeGreaterThan(50)
    expect(seen.fields).toBe(0)
  })
})
