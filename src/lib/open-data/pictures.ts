import type { PublishedIndicator } from '#model/indicator'
import type { PublishedSite } from '#model/publication'
import { escapedXml } from '#lib/open-data/xml'
import { isKnown } from '#lib/publish/series'
import { locale, t } from '#lib/words/i18n'
import { answerSentence, latestWords, pointPeriod } from '#lib/words/indicator-words'
import { typeset } from '#lib/words/typography'

/** What a picture for another site says: nothing is called, nothing runs, and the date goes with the figure. */
export type Badge = { label: string; value: string }
export type Card = { question: string; figure: string; sentence: string; source: string }

/** A figure in short: its value and its period, or that it is not measured. */
export function indicatorBadge(indicator: PublishedIndicator): Badge {
  const { latest, text } = indicator
  const words = latestWords(indicator)
  return { label: typeset(text.title), value: words === null || !isKnown(latest) ? t('quality.not-measured') : `${words}, ${pointPeriod(latest, 'short')}` }
}

export const siteBadge = ({ name, pages, defects }: PublishedSite): Badge =>
  ({ label: name, value: pages.some(({ status }) => status !== 'not-measured') ? t('sites.defects', { count: defects.length }) : t('state.unknown') })

export function indicatorCard(indicator: PublishedIndicator, territory: string): Card {
  const { latest, text } = indicator
  const figure = latestWords(indicator)
  return {
    question: typeset(text.question), figure: figure ?? t('quality.not-measured'), sentence: answerSentence(indicator) ?? t('missing.unknown'),
    source: isKnown(latest) ? `Trèfle ${territory}, ${pointPeriod(latest)}` : `Trèfle ${territory}`,
  }
}

/** Width of a text in a sans serif, in thousandths of its size: enough to leave room, `textLength` then makes it exact. */
const widthOf = (text: string, size: number): number => Math.ceil([...text].reduce((sum, sign) => sum + (/[\u202f\u00a0 .,:;'’|ijlI]/.test(sign) ? 300 : /[A-ZMWmw—%]/.test(sign) ? 760 : 560), 0) * size / 1000)

const [paper, stone, ink, soft, accent] = ['#fbf8f3', '#f6ebe5', '#1b2230', '#494e5b', '#74392c']
const fonts = '-apple-system, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif'

/** Two stones side by side: what it is, and what it is worth. Pixels. */
export function badgeSvg({ label, value }: Badge): string {
  const [left, right] = [label, value].map((text) => widthOf(text, 12) + 20) as [number, number]
  const text = (words: string, x: number, width: number, fill: string) =>
    `<text x="${x}" y="19" font-family="${fonts}" font-size="12" fill="${fill}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapedXml(words)}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="28" role="img" xml:lang="${locale}" aria-label="${escapedXml(`${label}${t('list.colon')}${value}`)}">`,
    `<title>${escapedXml(`${label}${t('list.colon')}${value}`)}</title>`,
    `<rect width="${left}" height="28" fill="${stone}"/><rect x="${left}" width="${right}" height="28" fill="${ink}"/>`,
    text(label, 10, left - 20, ink), text(value, left + 10, right - 20, paper), '</svg>', '',
  ].join('\n')
}

/** A text cut in lines that a width holds; what does not fit in so many lines ends with "…". */
export function linesOf(text: string, size: number, width: number, most: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim()
    if (widthOf(longer, size) <= width || lines.at(-1) === '') lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]}…`]
}

/** A question, its figure, one sentence and where it comes from, to be put in another page as a picture. 360 × 220 pixels. */
export function cardSvg({ question, figure, sentence, source }: Card): string {
  const block = (lines: readonly string[], y: number, size: number, step: number, more: string) =>
    lines.map((line, index) => `<text x="20" y="${y + index * step}" font-size="${size}" ${more}>${escapedXml(line)}</text>`).join('')
  const asked = linesOf(question, 19, 320, 2)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="220" viewBox="0 0 360 220" role="img" xml:lang="${locale}" aria-label="${escapedXml(`${question} ${sentence} ${source}.`)}" font-family="${fonts}">`,
    `<title>${escapedXml(`${question} ${sentence}`)}</title>`, `<rect width="360" height="220" fill="${stone}"/><rect width="6" height="220" fill="${accent}"/>`,
    block(asked, 38, 19, 24, `font-family="Iowan Old Style, Charter, Palatino Linotype, serif" fill="${ink}"`),
    block(linesOf(figure, 34, 320, 1), asked.length === 2 ? 108 : 88, 34, 0, `font-family="Iowan Old Style, Charter, Palatino Linotype, serif" fill="${accent}"`),
    block(linesOf(sentence, 13, 320, 3), 138, 13, 18, `fill="${ink}"`), block([source], 205, 11, 0, `fill="${soft}"`), '</svg>', '',
  ].join('\n')
}
