import type { NoticeKind } from '#model/notice'
import { accessibilityItems } from './accessibility-items.ts'
import { ecodesignItems } from './ecodesign-items.ts'
import type { Item } from './item.ts'
import { legalItems } from './legal-items.ts'
import { privacyItems } from './privacy-items.ts'

/** What is looked for in each document. */
export const noticeItems: Record<NoticeKind, readonly Item[]> = {
  accessibility: accessibilityItems, legal: legalItems, privacy: privacyItems, ecodesign: ecodesignItems,
}
