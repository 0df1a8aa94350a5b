import type { Territory } from '#model/territory'
import { withoutMarks } from '#lib/words/foreign'

/** How to write to the people behind the record: their mailbox with a subject, or else the page that they give for it. */
export function contactAddress({ email, url }: Territory['contact'], subject?: string): string | undefined {
  if (email === undefined) return url
  return `mailto:${email}${subject === undefined ? '' : `?subject=${encodeURIComponent(withoutMarks(subject))}`}`
}
