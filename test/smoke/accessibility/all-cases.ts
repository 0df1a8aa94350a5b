import { consultation } from './consultation.ts'
import { forms } from './forms.ts'
import { framesAndLinks } from './frames-and-links.ts'
import { keyboard } from './keyboard.ts'
import { casesOf, type Labels, type LabelledSet } from './labelled.ts'
import { presentation } from './presentation.ts'
import { sourceAndMarkup } from './source-and-markup.ts'
import { structureAndWording } from './structure-and-wording.ts'
import { wholePages } from './whole-pages.ts'

const smallPages: LabelledSet = { ...framesAndLinks, ...sourceAndMarkup, ...structureAndWording, ...presentation, ...forms, ...keyboard, ...consultation }
const merged = (one: Labels, other: Labels | undefined): Labels => (other === undefined ? one : {
  fails: [...one.fails ?? [], ...other.fails ?? []], flagged: [...one.flagged ?? [], ...other.flagged ?? []], passes: [...one.passes, ...other.passes], inapplicable: [...one.inapplicable, ...other.inapplicable],
})

export const labelledSet: LabelledSet = Object.fromEntries(Object.entries(smallPages).map(([check, labels]) => [check, merged(labels, wholePages[check])]))
export const cases = casesOf(labelledSet)

/** What the collectors read on one page of the set, or why they could not. */
export type Collected = { index: number; artifacts: Record<string, unknown>; error?: string }
