import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { fileOf, filesOf, htmlOf, pagesOf } from './pages.ts'

const site = inject('atRoot')
const pages = pagesOf(site).map((address) => ({ address, html: htmlOf(site, address) }))
const sheets = [...new Set(pages.flatMap(({ html }) => filesOf(site, html)))].filter((href) => href.endsWith('.css')).map((href) => readFileSync(fileOf(site, href) ?? `missing ${href}`, 'utf8'))
const scripts = globSync('_astro/*.js', { cwd: site.folder }).map((name) => readFileSync(join(site.folder, name), 'utf8'))
/** Tags with the values of their attributes left out, where any text may stand. */
const tagsOf = (html: string) => html.replaceAll(/="[^"]*"/g, (value) => (value === '="lazy"' ? value : '=""'))
const addressesWhere = (wrong: (html: string) => boolean) => pages.filter(({ html }) => wrong(tagsOf(html))).map(({ address }) => address)

/** What the page on eco-design says is held by a test, beside the weight, the calls and the scripts that other tests hold. */
describe('the eco-design of the dashboard', () => {
  it('asks for at most twelve files a page', () => {
    expect(pages.filter(({ html }) => filesOf(site, html).length + 1 > 12).map(({ address }) => address)).toEqual([])
  })

  it('has no video, no sound, no frame, and pictures only as they come near', () => {
    expect(addressesWhere((html) => /<(?:video|audio|iframe|object|embed)\b/.test(html))).toEqual([])
    expect(addressesWhere((html) => (html.match(/<img\b[^>]*>/g) ?? []).some((tag) => !tag.includes('loading="lazy"')))).toEqual([])
  })

  it('downloads no font, and moves nothing by itself', () => {
    expect(sheets.length).toBeGreaterThan(0)
    expect(sheets.filter((css) => /@font-face|@keyframes|\banimation\b|\btransition\b|@import/.test(css))).toEqual([])
  })

  it('uses the buttons, lists and fields of the browser, and asks for no sensor and no notification', () => {
    expect(addressesWhere((html) => /<[a-z]+-[a-z]/.test(html))).toEqual([])
    expect(pages.filter(({ html }) => /\brole="(?:button|link|checkbox|radio|switch|combobox|listbox|option|slider|textbox|menu\w*|tab)"/.test(html)).map(({ address }) => address)).toEqual([])
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((script) => /\bgeolocation\b|\bmediaDevices\b|\bDeviceMotion|\bDeviceOrientation|\bNotification\b|\bPushManager\b|\bserviceWorker\b/.test(script))).toEqual([])
  })
})
