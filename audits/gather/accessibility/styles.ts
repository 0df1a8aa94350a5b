import type { CDPSession } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { plainSelector, readHoverOnly, reveals } from './hover-only.ts'
import { declaredColours, loneColours } from './lone-colours.ts'
import { reading } from './reading.ts'

/** Style sheets of other origins are closed to the page's own world: their text comes from the protocol, up to this much. */
const maxForeignBytes = 2_000_000
/** Time given to each of the two readings, in the page. */
const readingMs = 250

export async function gatherStyles({ page }: Load): Promise<Artifacts['styles']> {
  const foreign = await foreignSheets(page)
  const read = await inIsolation(page.mainFrame(), readStyles, [foreign.texts, readingMs], [selectorOf, allRules, declaredColours, loneColours, plainSelector, reveals, readHoverOnly, ...reading])
  return {
    rules: read.rules, hoverRules: read.hoverRules, complete: read.complete && foreign.complete,
    loneColours: read.loneColours.map(({ selector, text, declared }) => ({ selector: cleanText(selector), text: cleanText(text), declared })),
    hoverOnly: read.hoverOnly.map(({ selector, rule }) => ({ selector: cleanText(selector), rule: cleanText(rule) })),
  }
}

/** Texts of the sheets that came from another origin. */
async function foreignSheets(page: Load['page']): Promise<{ texts: string[]; complete: boolean }> {
  const session = await page.createCDPSession()
  try {
    const ids: { id: string; bytes: number }[] = []
    const origin = new URL(page.url()).origin
    session.on('CSS.styleSheetAdded', ({ header }) => {
      const from = URL.parse(header.sourceURL)?.origin
      if (from !== undefined && from !== 'null' && from !== origin) ids.push({ id: header.styleSheetId, bytes: header.length })
    })
    await session.send('DOM.enable')
    await session.send('CSS.enable')
    const total = ids.reduce((sum, { bytes }) => sum + bytes, 0)
    const texts = total > maxForeignBytes ? [] : await Promise.all(ids.map(({ id }) => textOf(session, id)))
    return { texts: texts.filter((text) => text !== null), complete: total <= maxForeignBytes && !texts.includes(null) }
  } finally {
    await session.detach()
  }
}

async function textOf(session: CDPSession, styleSheetId: string): Promise<string | null> {
  return session.send('CSS.getStyleSheetText', { styleSheetId }).then(({ text }) => text, () => null)
}

/** Page function. */
function readStyles(foreign: readonly string[], limitMs: number) {
  const rules = allRules(foreign)
  const declared = declaredColours(rules, limitMs)
  const hovers = readHoverOnly(rules, limitMs)
  return { rules: rules.length, hoverRules: hovers.rules, complete: declared.complete && hovers.complete, loneColours: declared.complete ? loneColours(declared) : [], hoverOnly: hovers.found }
}

/** Page function: the style rules that apply on this screen, those of conditions and layers included. */
function allRules(foreign: readonly string[]): CSSStyleRule[] {
  const rules: CSSStyleRule[] = []
  const walk = (list: CSSRuleList) => {
    for (const rule of list) {
      if (rule instanceof CSSStyleRule) rules.push(rule)
      else if (rule instanceof CSSMediaRule ? matchMedia(rule.conditionText).matches : rule instanceof CSSSupportsRule ? CSS.supports(rule.conditionText) : true) {
        if (rule instanceof CSSGroupingRule) walk(rule.cssRules)
        else if (rule instanceof CSSImportRule && rule.styleSheet) readSheet(rule.styleSheet)
      }
    }
  }
  const readSheet = (sheet: CSSStyleSheet) => {
    try {
      if (!sheet.disabled && matchMedia(sheet.media.mediaText || 'all').matches) walk(sheet.cssRules)
    } catch { /* Of another origin: its text came beside. */ }
  }
  for (const sheet of document.styleSheets) readSheet(sheet)
  for (const text of foreign) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    walk(sheet.cssRules)
  }
  return rules
}
