import type { CDPSession } from 'puppeteer'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { isShown, isExposed, solid, reading } from './reading.ts'

/** Style sheets of other origins are closed to the page's own world: their text comes from the protocol, up to this much. */
const maxForeignBytes = 2_000_000
/** Time given to each of the two readings, in the page. */
const readingMs = 250

export async function gatherStyles({ page }: Load): Promise<Artifacts['styles']> {
  const foreign = await foreignSheets(page)
  const read = await inIsolation(page.mainFrame(), readStyles, [foreign.texts, readingMs], [selectorOf, allRules, plainSelector, readColours, readHoverOnly, ...reading])
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
  const colours = readColours(rules, limitMs)
  const hovers = readHoverOnly(rules, limitMs)
  return { rules: rules.length, hoverRules: hovers.rules, complete: colours.complete && hovers.complete, loneColours: colours.found, hoverOnly: hovers.found }
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

/** Page function: a selector without the states of the pointer and of the keyboard, as `querySelectorAll` reads it; null when nothing is left. */
function plainSelector(selector: string): string | null {
  const states = 'hover|focus-visible|focus-within|focus|active|visited|link'
  const plain = selector.replace(new RegExp(`(^|[\\s>+~,(]):(${states})(?![\\w-])`, 'g'), '$1*').replace(new RegExp(`:(${states})(?![\\w-])`, 'g'), '').trim()
  return plain === '' ? null : plain
}

/**
 * Page function: texts of which one colour is declared by the page and the other left to the browser (RGAA 10.5). A
 * declaration on an ancestor counts; a background image needs a background colour of its own or behind it.
 */
function readColours(rules: readonly CSSStyleRule[], limitMs: number) {
  const started = performance.now()
  const declared = { colour: new Set<Element>(), background: new Set<Element>(), image: new Set<Element>() }
  const left = (value: string) => /^(|inherit|initial|unset|revert|currentcolor|transparent|none)$/i.test(value.trim())
  const note = (style: CSSStyleDeclaration, elements: () => Iterable<Element>) => {
    const sets = [
      ...(left(style.color) ? [] : [declared.colour]),
      ...(left(style.backgroundColor) && !(style.background.includes('var(')) ? [] : [declared.background]),
      ...(/url\(/.test(style.backgroundImage || style.background) ? [declared.image] : []),
    ]
    if (sets.length > 0) for (const element of elements()) for (const set of sets) set.add(element)
  }
  let complete = true
  for (const { style, selectorText } of rules) {
    if (performance.now() - started > limitMs) complete = false
    if (!complete) break
    // States come and go: only what always holds is a declaration. A pseudo-element is not the element.
    if (/:(hover|focus|active|target)|::|:(before|after)\b/.test(selectorText)) continue
    try { note(style, () => document.querySelectorAll(selectorText)) } catch { /* A selector for another browser. */ }
  }
  for (const element of document.querySelectorAll<HTMLElement>('[style], [bgcolor], body[text], font[color]')) {
    note(element.style, () => [element])
    if (element.hasAttribute('bgcolor')) declared.background.add(element)
    if (element.hasAttribute('text') || element.hasAttribute('color')) declared.colour.add(element)
  }
  const found: { selector: string; text: string; declared: 'colour' | 'background' | 'image' }[] = []
  const seen = new Set<Element>()
  const texts = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  const nearest = (element: Element, set: ReadonlySet<Element>) => {
    for (let node: Element | null = element; node; node = node.parentElement) if (set.has(node)) return node
    return null
  }
  while (complete && texts.nextNode() && found.length < 50) {
    const element = texts.currentNode.parentElement
    if (!element || solid(texts.currentNode.nodeValue) === '' || /^(script|style|noscript|option)$/.test(element.localName) || element.closest('button, input, select, textarea, svg')) continue
    const [colour, background, image] = [nearest(element, declared.colour), nearest(element, declared.background), nearest(element, declared.image)]
    const lone = colour && !background && !image ? ['colour', colour] as const : background && !colour ? ['background', background] as const : image && !background ? ['image', image] as const : null
    if (!lone || seen.has(lone[1]) || !isShown(element)) continue
    seen.add(lone[1])
    found.push({ selector: selectorOf(lone[1]), text: solid(texts.currentNode.nodeValue).slice(0, 80), declared: lone[0] })
  }
  return { found, complete }
}

/**
 * Page function: contents that a rule with `:hover` on another element brings out, that are hidden now, and that no rule with
 * a focus brings out (RGAA 10.14). What a script may also open (an element that says whether it is expanded) is left alone.
 */
function readHoverOnly(rules: readonly CSSStyleRule[], limitMs: number) {
  const started = performance.now()
  const reveals = (style: CSSStyleDeclaration) => (style.display !== '' && style.display !== 'none') || style.visibility === 'visible' || Number(style.opacity || 0) > 0.5 ||
    /^(auto|inset\(0|none)/.test(style.clip || style.clipPath) || (style.maxHeight !== '' && !/^0/.test(style.maxHeight)) || (style.height !== '' && !/^0/.test(style.height)) || /^scale\((1|1, 1)\)|scaleY\(1\)/.test(style.transform)
  const hidden = (element: Element) => !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || element.getBoundingClientRect().height <= 1
  const parts = (selector: string) => selector.split(/,(?![^(]*\))/).map((part) => part.trim())
  const others = /:(hover|focus-within|focus-visible|focus)\b.*[\s>+~]/
  const focusTargets = new Set<Element>()
  const hoverTargets = new Map<Element, string>()
  let [complete, hoverRules] = [true, 0]
  for (const rule of rules) {
    if (performance.now() - started > limitMs) complete = false
    if (!complete) break
    if (!/:(hover|focus)/.test(rule.selectorText) || !reveals(rule.style)) continue
    for (const part of parts(rule.selectorText)) {
      const plain = plainSelector(part)
      if (!others.test(part) && !/:focus/.test(part)) continue
      if (plain === null || /::|:(before|after)\b/.test(part)) continue
      try {
        const targets = document.querySelectorAll(plain)
        if (part.includes(':hover')) hoverRules += 1
        for (const target of targets) if (/:focus/.test(part)) focusTargets.add(target)
        else hoverTargets.set(target, part)
      } catch { /* A selector for another browser. */ }
    }
  }
  const found = [...hoverTargets].filter(([target]) => !focusTargets.has(target) && hidden(target) && (solid(target.textContent) !== '' || target.querySelector('img, a, button')))
    .filter(([target]) => isExposed(target) && !target.parentElement?.closest('[aria-expanded], [aria-haspopup]') && !target.parentElement?.querySelector(':scope > [aria-expanded], :scope > [aria-haspopup]'))
    .filter(([target], _index, all) => !all.some(([other]) => other !== target && other.contains(target)))
  return { found: found.slice(0, 50).map(([target, rule]) => ({ selector: selectorOf(target), rule })), complete, rules: hoverRules }
}
