import { consultation } from './consultation.ts'
import { forms } from './forms.ts'
import { framesAndLinks } from './frames-and-links.ts'
import { keyboard } from './keyboard.ts'
import { casesOf, type LabelledSet } from './labelled.ts'
import { presentation } from './presentation.ts'
import { sourceAndMarkup } from './source-and-markup.ts'
import { structureAndWording } from './structure-and-wording.ts'

export const labelledSet: LabelledSet = { ...framesAndLinks, ...sourceAndMarkup, ...structureAndWording, ...presentation, ...forms, ...keyboard, ...consultation }
export const cases = casesOf(labelledSet)

/** What the collectors read on one page of the set, or why they could not. */
export type Collected = { index: number; artifacts: Record<string, unknown>; error?: string }
