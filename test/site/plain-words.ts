/** What separates two texts that are not read in one breath. */
const blocks = /<\/?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|td|th|tr|caption|div|section|nav|summary|details|span|small|b|label|text|svg|figure|main|button)\b[^>]*>|<\/a>\s*<a\b[^>]*>|<br>/g
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': '\u00a0' }

/** The sentences of the matter of a page, one by one; words quoted from the record (`q`, `blockquote`) and those of `exempt` are left out. */
export function sentencesOf(html: string, exempt: readonly string[] = []): string[] {
  const [, main = ''] = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
  const text = main.replaceAll(/<(q|blockquote|style|script|pre)\b[\s\S]*?<\/\1>/g, '\n').replaceAll(blocks, '\n').replaceAll(/<[^>]+>/g, '').replaceAll(/&(?:amp|lt|gt|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
  return text.split('\n').filter((line) => !exempt.includes(line.trim()))
    .flatMap((line) => line.split(/(?<=[.!?])\s+(?=[\p{Lu}\d«]|$)/u)).map((sentence) => sentence.trim()).filter((sentence) => sentence !== '')
}

/** The pages that are for citizens, in any language; not the trap of the sample, whose texts are endless. */
export const isCitizen = (address: string): boolean => /^\/(?:(?:en|de)\/)?(?:(?:citoyen|communes|glossaire|lire-un-chiffre|promesses(?!\/piege\/)|recherche|lieux|simple)\/.*)?$/.test(address)

/** Words as a reader counts them: a figure with its unit or its spaces is one, signs are none. */
export const wordCount = (sentence: string): number => sentence.replaceAll(/(?<=\d)[\u00a0\u202f](?=[\d%])/g, '').split(/[\s\u00a0\u202f]+/).filter((word) => /[\p{L}\d]/u.test(word)).length

/** Words written in capitals that nothing explains: neither an `abbr` nor the entry of the glossary that they are. */
export function unexplained(html: string, exempt: readonly string[] = []): string[] {
  const sentences = sentencesOf(html.replaceAll(/<abbr title="[^"]+">[^<]*<\/abbr>/g, ''), exempt)
  return [...new Set(sentences.flatMap((sentence) => sentence.match(/(?<![\p{L}\d.-])\p{Lu}{2,}[\p{Lu}\d]*(?![\p{L}\d-])/gu) ?? []))]
}
