/** Words on a line, with what sets them apart. Never HTML. */
export type Inline = { text: string; strong?: true; emphasis?: true; href?: string }

/** What a report is made of, whatever it is written as (HTML, PDF, DOCX). */
export type ReportBlock =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string; id?: string }
  | { kind: 'paragraph'; content: Inline[]; note?: true }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  /** The first cell of a row is its head. */
  | { kind: 'table'; caption: string; columns: string[]; rows: string[][] }
  /** `alt` says what the drawing shows; the same figures stand in a table or in words beside it. */
  | { kind: 'chart'; title: string; alt: string; svg: string; widthPx: number; heightPx: number }

export type Report = { title: string; subject: string; language: string; blocks: ReportBlock[] }

export const plain = (text: string): Inline[] => [{ text }]
export const paragraph = (text: string): ReportBlock => ({ kind: 'paragraph', content: plain(text) })
export const note = (text: string): ReportBlock => ({ kind: 'paragraph', content: plain(text), note: true })
export const heading = (level: 1 | 2 | 3 | 4, text: string, id?: string): ReportBlock => ({ kind: 'heading', level, text, ...(id === undefined ? {} : { id }) })
export const bullets = (items: readonly string[]): ReportBlock[] => (items.length === 0 ? [] : [{ kind: 'list', ordered: false, items: items.map(plain) }])
export const table = (caption: string, columns: string[], rows: string[][]): ReportBlock[] => (rows.length === 0 ? [] : [{ kind: 'table', caption, columns, rows }])
