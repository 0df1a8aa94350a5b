import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { inIsolation } from '../isolated.ts'
import type { Load } from '../load.ts'
import { lookAtTexts } from '../text-zoom.ts'
import { twoFrames } from './screen.ts'

/** The four spacings that RGAA 10.12.1 and WCAG 1.4.12 name. */
const spacing = '*:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

/** What was cut before is said when the spacing hides more of it: by more than the growth of one line, so that a cut is never said for a rounding. */
const lineGrowthPx = 8

export async function gatherTextSpacing({ page }: Load): Promise<Artifacts['textSpacing']> {
  const frame = page.mainFrame()
  const before = await lookAtTexts(frame)
  await inIsolation(frame, addSheet, [spacing], [twoFrames])
  try {
    const after = await lookAtTexts(frame)
    const key = (box: { selector: string; text: string; other?: string }) => [box.selector, box.text, box.other].join(' ')
    const [knownCuts, knownMeetings] = [new Map(before.clipped.map((box) => [key(box), box.hiddenPx])), new Set(before.overlaps.found.map(key))]
    return {
      texts: after.overlaps.texts,
      clipped: after.clipped.filter((box) => box.hiddenPx > (knownCuts.get(key(box)) ?? 0) + lineGrowthPx).slice(0, 50).map(({ selector, text }) => ({ selector: cleanText(selector), text: cleanText(text) })),
      overlapping: after.overlaps.found.filter((pair) => !knownMeetings.has(key(pair))).slice(0, 50).map(({ selector, text, other }) => ({ selector: cleanText(selector), text: cleanText(text), other: cleanText(other) })),
    }
  } finally {
    await inIsolation(frame, removeSheet, [])
  }
}

/** Page function: a constructed sheet adds no element to the page. */
async function addSheet(css: string): Promise<void> {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  await twoFrames()
}

/** Page function: the last sheet is ours. */
function removeSheet(): void {
  document.adoptedStyleSheets.pop()
}
