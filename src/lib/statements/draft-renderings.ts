import { escapeHtml } from '#lib/report/report-html'
import { missingPattern, type DraftBlock } from './draft.ts'

const everyMissing = new RegExp(missingPattern, 'gu')

/** A text written piece by piece: what is missing apart from what is known. */
function pieces(text: string, known: (words: string) => string, missing: (words: string) => string): string {
  const gaps = text.match(everyMissing) ?? []
  return text.split(everyMissing).map((words, index) => known(words) + (index < gaps.length ? missing((gaps[index] ?? '').slice(1, -1)) : '')).join('')
}

/** Words that a site wrote stay words (CommonMark 0.31, 2.4). */
const escapeMarkdown = (words: string) => words.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
const markdown = (text: string) => pieces(text, escapeMarkdown, (words) => `**${escapeMarkdown(words)}**`)

/** The draft in Markdown, with a line that says what it is. */
export function draftMarkdown(blocks: readonly DraftBlock[], note: string): string {
  const written = blocks.map((block) => {
    if (block.kind === 'heading') return `${'#'.repeat(block.level)} ${markdown(block.text)}`
    return block.kind === 'list' ? block.items.map((item) => `- ${markdown(item)}`).join('\n') : markdown(block.text)
  })
  return `${[...written.slice(0, 1), `> ${markdown(note)}`, ...written.slice(1)].join('\n\n')}\n`
}

const html = (text: string) => pieces(text, escapeHtml, (words) => `<mark>${escapeHtml(words)}</mark>`)

/** The draft as a whole HTML page, without style or script: to be pasted in the site's own template. */
export function draftHtml(blocks: readonly DraftBlock[], note: string): string {
  const written = blocks.map((block) => {
    if (block.kind === 'heading') return `<h${block.level}>${html(block.text)}</h${block.level}>`
    return block.kind === 'list' ? `<ul>\n${block.items.map((item) => `<li>${html(item)}</li>`).join('\n')}\n</ul>` : `<p>${html(block.text)}</p>`
  })
  const body = [...written.slice(0, 1), `<p><em>${html(note)}</em></p>`, ...written.slice(1)].join('\n')
  return `<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>Déclaration d’accessibilité (brouillon)</title>\n</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`
}
