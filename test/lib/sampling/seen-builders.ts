import type { SeenPage } from '#lib/sampling/seen'
import { shapeOf, type SkeletonNode } from '#lib/sampling/shape'

/** An element by a short notation: el('div.card', el('p')). */
export function el(name: string, ...children: SkeletonNode[]): SkeletonNode {
  const [tag = 'div', ...classes] = name.split('.')
  return { tag, classes, children }
}

export const article = el('body.page', el('header', el('nav')), el('main', el('article.text', el('h1'), el('p'))), el('footer'))
export const listing = el('body.list', el('header'), el('main', el('section.cards', el('article.card'), el('article.card')), el('aside.filters')), el('footer'))

export function aSeenPage(path: string, part: Partial<SeenPage> = {}): SeenPage {
  return { path, title: '', heading: '', text: '', linkTexts: [], forms: [], shape: shapeOf(article), ...part }
}
