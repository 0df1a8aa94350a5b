import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'

export async function gatherText({ page }: Load): Promise<Artifacts['text']> {
  const read = await inIsolation(page.mainFrame(), readText, [])
  return {
    title: cleanText(read.title),
    lang: read.lang === null ? null : cleanText(read.lang),
    everyTextHasLang: read.everyTextHasLang,
    generator: read.generator === null ? null : cleanText(read.generator),
    h1: read.h1.map((text) => cleanText(text)),
    visibleText: cleanText(read.visibleText, 40_000),
    hasForm: read.hasForm,
    metaCsp: read.metaCsp.map((policy) => cleanText(policy, 4096)),
  }
}

/** Page function. Text nodes are judged where they are rendered: hidden text needs no language (RGAA 8.3.1). */
function readText() {
  const first = (selector: string) => document.querySelector(selector)
  const attribute = (selector: string, name: string) => first(selector)?.getAttribute(name) ?? null
  const texts = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
  let everyTextHasLang = true
  while (everyTextHasLang && texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    if (!parent || !texts.currentNode.nodeValue?.trim() || parent.closest('[lang]:not([lang=""])')) continue
    if (parent.checkVisibility({ visibilityProperty: true })) everyTextHasLang = false
  }
  const body = first('body')
  return {
    title: document.title,
    lang: attribute('html', 'lang'),
    everyTextHasLang,
    generator: attribute('meta[name="generator" i]', 'content'),
    h1: [...document.querySelectorAll('h1')].slice(0, 20).map((heading) => heading.textContent ?? ''),
    visibleText: body instanceof HTMLElement ? body.innerText.slice(0, 100_000) : '',
    hasForm: first('form') !== null,
    metaCsp: [...document.querySelectorAll('meta[http-equiv="content-security-policy" i]')].slice(0, 5).map((meta) => meta.getAttribute('content') ?? ''),
  }
}
