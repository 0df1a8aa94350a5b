import { describe, expect, inject, it } from 'vitest'
import { htmlOf, pagesOf } from './pages.ts'
import { visit } from './visit.ts'

const site = inject('atRoot')
const heads = () => [...document.querySelectorAll('table[data-sortable] thead th')].map((head) => ({ sortable: head.querySelector('button') !== null, sorted: head.getAttribute('aria-sort') }))
const names = () => [...document.querySelectorAll('table[data-sortable] tbody th')].map((cell) => cell.textContent?.trim() ?? '')

describe('the page of those who steer', () => {
  it('is reached from the home page, and leads to the dates that compare', () => {
    expect(htmlOf(site, '/')).toContain('href="/pilotage/"')
    const pairs = pagesOf(site).filter((address) => address.startsWith('/pilotage/comparer/'))
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs.filter((address) => !htmlOf(site, '/pilotage/').includes(`href="${address}"`))).toEqual([])
  })

  it('has every figure without a script, and sorts them by name where scripts run', async () => {
    const address = `${site.origin}/pilotage/`
    const still = await visit(address, async ({ page }) => ({ names: await page.evaluate(names), heads: await page.evaluate(heads) }), { scripts: false })
    expect(still.heads.some(({ sortable }) => sortable)).toBe(false)
    const sorted = await visit(address, async ({ page }) => {
      await page.click('table[data-sortable] th button')
      return { names: await page.evaluate(names), heads: await page.evaluate(heads) }
    })
    expect(sorted.heads[0]).toEqual({ sortable: true, sorted: 'ascending' })
    expect(sorted.names).toEqual(still.names.toSorted(new Intl.Collator('fr', { numeric: true }).compare))
    expect(sorted.names).not.toEqual(still.names)
  })
})

describe('the measures of sites', () => {
  it('are sorted by their figures, what is unknown last, and say so on the head', async () => {
    const sorted = await visit(`${site.origin}/sites/`, async ({ page }) => {
      await page.focus('table[data-sortable] th:nth-child(3) button')
      await page.keyboard.press('Enter')
      return { weights: await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('table[data-sortable] td:nth-child(3)')].map(({ dataset }) => dataset.key ?? '')), heads: await page.evaluate(heads) }
    })
    const known = sorted.weights.filter((key) => key !== '').map(Number)
    expect(known).toEqual(known.toSorted((a, b) => a - b))
    expect(new Set(known).size).toBeGreaterThan(1)
    expect(sorted.weights.indexOf('')).toBe(known.length)
    expect(sorted.heads[2]).toEqual({ sortable: true, sorted: 'ascending' })
  })
})

describe('the exploring of a chart', () => {
  it('loads its library on a click alone, and gives a picture to keep', async () => {
    const { before, after, tools } = await visit(`${site.origin}/indicateurs/page-weight/`, async ({ page, requests }) => {
      const before = requests.filter((url) => url.includes('explorer-chart')).length
      await page.click('[data-explorer] button')
      await page.waitForSelector('.explorer canvas')
      return { before, after: requests.filter((url) => url.includes('explorer-chart')).length, tools: await page.evaluate(() => [...document.querySelectorAll('.explorer-tools button')].map(({ textContent }) => textContent)) }
    })
    expect([before, after]).toEqual([0, 1])
    expect(tools).toEqual(['Enregistrer en PNG'])
  })
})
