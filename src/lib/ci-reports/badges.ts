import type { CheckReport } from '#lib/gate/check-report'
import { median } from '#maths/statistics'
import { formatQuantity } from '#lib/words/format'
import { decisionWords } from './entries.ts'
import { headlines, notMeasured } from './page-figures.ts'
import { escapeHtml } from '#lib/report/report-html'

/** About what a character takes at 11 px in a sans serif; the text is fitted to the width that is drawn. */
const characterPx = 6.3
const paddingPx = 8
const fill = { label: '#1b2230', idle: '#6b5f58', good: '#2b5a1c', late: '#8a4b00' } as const

/** A badge as SVG: a label, a value, both as a title too. White text on each colour is at least at 5:1. */
function badge(label: string, value: string, tone: keyof typeof fill): string {
  const widths = [label, value].map((text) => Math.ceil(text.length * characterPx) + 2 * paddingPx) as [number, number]
  const total = widths[0] + widths[1]
  const said = escapeHtml(`${label} : ${value}`)
  const text = (words: string, leftPx: number, widthPx: number) =>
    `<text x="${leftPx + widthPx / 2}" y="14" text-anchor="middle" textLength="${widthPx - 2 * paddingPx}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${total}" height="20" role="img" aria-label="${said}"><title>${said}</title>`
    + `<path fill="${fill.label}" d="M0 0h${widths[0]}v20H0z"/><path fill="${fill[tone]}" d="M${widths[0]} 0h${widths[1]}v20H${widths[0]}z"/>`
    + `<g fill="#fff" font-family="Verdana,'DejaVu Sans',sans-serif" font-size="11">${text(label, 0, widths[0])}${text(value, widths[0], widths[1])}</g></svg>\n`
}

function figureBadge({ pages }: CheckReport, { audit, label }: (typeof headlines)[number]): string {
  const first = pages.filter(({ pass, status }) => pass === 'cold' && status !== 'not-measured')
  const measures = first.flatMap(({ results }) => results.filter((each) => each.audit === audit).flatMap(({ measure }) => (measure === null ? [] : [measure])))
  const [one] = measures
  if (one === undefined) return badge(label, notMeasured, 'idle')
  const middle = median(measures.map(({ value }) => value)) ?? one.value
  const suffix = measures.length === 1 ? '' : ` (médiane de ${measures.length} pages)`
  return badge(label, `${formatQuantity(middle, one.unit)}${suffix}`, 'idle')
}

const tones = { pass: 'good', warn: 'late', fail: 'late', none: 'idle', learning: 'idle', undecided: 'idle' } as const

/** Badges by file name. Only the decision has a colour: a figure has none of its own. */
export function badges(report: CheckReport): ReadonlyMap<string, string> {
  return new Map([
    ['gate.svg', badge('Trèfle', decisionWords(report), tones[report.gate?.outcome ?? 'none'])],
    ...headlines.map((headline) => [`${headline.badge}.svg`, figureBadge(report, headline)] as const),
  ])
}
