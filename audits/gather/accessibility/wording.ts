import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { selectorOf } from '../selector.ts'
import { everywhere, isShown, isExposed, solid, reading } from './reading.ts'

export async function gatherWording({ page }: Load): Promise<Artifacts['wording']> {
  const read = await inIsolation(page.mainFrame(), readWording, [], [selectorOf, readPassages, readRightToLeft, readDirections, ...reading])
  const clean = (value: string | null) => (value === null ? null : cleanText(value))
  return {
    ...read,
    pageText: cleanText(read.pageText, 2000),
    passages: read.passages.map(({ selector, lang, own, text }) => ({ selector: cleanText(selector), lang: clean(lang), own, text: cleanText(text, 400) })),
    // The characters that are looked for give way to no cleaning: letters stay.
    rightToLeft: read.rightToLeft.map(({ selector, text, dir }) => ({ selector: cleanText(selector), text: cleanText(text), dir: clean(dir) })),
    otherDirections: read.otherDirections.map(({ selector, dir }) => ({ selector: cleanText(selector), dir: cleanText(dir) })),
  }
}

/** Page function. */
function readWording() {
  return { ...readPassages(), ...readRightToLeft(), ...readDirections() }
}

/** Page function: blocks long enough for their language to be heard (200 characters), and the text that the page's own language covers. */
function readPassages() {
  const page = document.documentElement
  const blocks = everywhere('p, li, dd, blockquote, td, div').filter((block) => !block.querySelector('p, li, dd, blockquote, td, div, ul, ol, table') && isShown(block) && isExposed(block))
  let pageText = ''
  const passages: { selector: string; lang: string | null; own: boolean; text: string }[] = []
  for (const block of blocks) {
    const text = solid((block as HTMLElement).innerText)
    const owner = block.closest('[lang]')
    const own = owner !== null && owner !== page
    if (!own && pageText.length < 2000) pageText += `${text} `
    if (text.length >= 200 && passages.length < 30 && !block.closest('pre, code')) passages.push({ selector: selectorOf(block), lang: owner?.getAttribute('lang') ?? null, own, text: text.slice(0, 400) })
  }
  return { pageText, passages }
}

/** Page function: texts with three letters or more of a script written from right to left. */
function readRightToLeft() {
  const letters = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu
  const found: { selector: string; text: string; dir: string | null }[] = []
  const texts = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode.nodeValue ?? ''
    const parent = texts.currentNode.parentElement
    if (!parent || (text.match(letters)?.filter((letter) => /\p{L}/u.test(letter)).length ?? 0) < 3 || /^(script|style|option|textarea)$/.test(parent.localName) || !isShown(parent) || !isExposed(parent)) continue
    const dir = parent.closest('[dir]')?.getAttribute('dir') ?? (parent.closest('bdi') ? 'auto' : null)
    found.push({ selector: selectorOf(parent), text, dir })
  }
  return { rightToLeft: found.slice(0, 50), rightToLeftCount: found.length }
}

/** Page function. */
function readDirections() {
  const all = everywhere('[dir]').filter((element) => element instanceof HTMLElement && isShown(element))
  const others = all.filter((element) => !/^(ltr|rtl)$/i.test(element.getAttribute('dir') ?? ''))
  return { directionCount: all.length, otherDirections: others.slice(0, 50).map((element) => ({ selector: selectorOf(element), dir: element.getAttribute('dir') ?? '' })) }
}
