import type { NoticeKind } from '#model/notice'
import { addressWords } from '#lib/sampling/page-roles'
import { roleWords } from '#lib/sampling/role-words'
import { fold } from '#lib/words/fold'

/** How links to each document are called, on folded words and from their start; the sample of pages uses the same words. */
const words: Record<NoticeKind, readonly RegExp[]> = {
  accessibility: [...named('accessibility'), /^accessibilite (?:totalement|partiellement|non) conforme/, /^declaration (?:de conformite )?(?:d'|de |a l')?accessibilite/],
  legal: named('legal'),
  privacy: [...named('privacy'), /^(?:charte|politique|protection) (?:de |des |relative aux )?(?:protection des )?(?:donnees|vie privee)/, /^rgpd\b/],
  ecodesign: [/^(?:declaration (?:d'|d |de l'))?eco-? ?conception/, /^(?:declaration )?rgesn\b/],
}

function named(role: NoticeKind): RegExp[] {
  return roleWords.flatMap(([name, pattern]) => (name === role ? [pattern] : []))
}

/** The link that leads to a document, by its own words first, by its address else; the first of the page among equals. */
export function noticeLink<L extends { url: string; text: string }>(kind: NoticeKind, links: readonly L[]): L | undefined {
  const says = (text: string) => words[kind].some((pattern) => pattern.test(fold(text)))
  return links.find(({ text }) => says(text)) ?? links.find(({ url }) => says(addressWords(URL.parse(url)?.pathname ?? '')))
}

/** Links of a statement to the multi-year plan of accessibility, or to the plan of the year. */
export function planLinks<L extends { url: string; text: string }>(links: readonly L[]): L[] {
  const says = (words: string) => /schema[ -]pluriannuel|plans?[ -](?:annuels?[ -])?d[' -]?actions?/.test(words)
  return links.filter(({ url, text }) => says(fold(text)) || says(fold(addressWords(URL.parse(url)?.pathname ?? ''))))
}
