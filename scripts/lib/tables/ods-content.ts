import { SaxesParser } from 'saxes'
import { illegible, tooBigUnpacked } from './office-archive.ts'
import { sheetRows, type Attributes, type RowListener } from './ods-rows.ts'

/** What the sheets of an ODS are told to: the name of each, then its rows. */
export type SheetListener = RowListener & { sheet(name: string, isVisible: boolean): void }

type Elements = { opened(name: string, attributes: Attributes): void; closed(name: string): void; said(text: string): void }
type Chunks = { write(chunk: string): void; close(): void }

/**
 * Reads the content.xml of an ODS as it comes, without ever holding it. What is outside a sheet, such as the cells that tracked
 * changes remember, is not told. Throws what saxes throws when the XML is malformed or not finished.
 */
export function contentReader(on: SheetListener, spend: (cells: number) => void): Chunks {
  const hiddenStyles = new Set<string>()
  let style = ''
  let rows: ReturnType<typeof sheetRows> | null = null
  let cell: { attributes: Attributes; text: ReturnType<typeof cellText> } | null = null
  const openCell = (attributes: Attributes): void => { cell = { attributes, text: cellText() } }
  const opened = new Map<string, (attributes: Attributes) => void>([
    ['style:style', (attributes) => { style = attributes['style:name'] ?? '' }],
    ['style:table-properties', (attributes) => { if (attributes['table:display'] === 'false') hiddenStyles.add(style) }],
    ['table:table', (attributes) => {
      rows = sheetRows(on, spend)
      on.sheet(attributes['table:name'] ?? '', !hiddenStyles.has(attributes['table:style-name'] ?? ''))
    }],
    ['table:table-row', (attributes) => { rows?.open(attributes) }],
    ['table:table-cell', openCell], ['table:covered-table-cell', openCell],
  ])
  const closed = new Map([['table:table', () => { rows = null }], ['table:table-row', () => { rows?.close() }]])
  return boundedParser({
    opened(name, attributes) {
      if (cell === null) opened.get(name)?.(attributes)
      else cell.text.opened(name)
    },
    closed(name) {
      if (cell === null) closed.get(name)?.()
      else if (cell.text.closed(name)) {
        rows?.cell(cell.attributes, cell.text.read(), name === 'table:covered-table-cell')
        cell = null
      }
    },
    said: (text) => cell?.text.said(text),
  })
}

/** Stands in a cell and is not what it says: a comment, a drawing, a table of its own. */
const isAside = (element: string): boolean => element === 'office:annotation' || element === 'table:table' || element.startsWith('draw:')

const spaces: Readonly<Record<string, string>> = { 'text:s': ' ', 'text:tab': ' ', 'text:line-break': '\n' }

/** Characters and paragraphs of one cell: thirty times what a spreadsheet keeps in it. Each may come in an element of its own. */
const MOST_IN_CELL = 1024 * 1024

/** What the paragraphs of a cell say; `closed` is true for the end of the cell itself. */
function cellText(): { opened(name: string): void; closed(name: string): boolean; said(text: string): void; read(): string } {
  let size = 0
  const spend = (signs: number): void => { if ((size += signs) > MOST_IN_CELL) throw tooBigUnpacked() }
  const paragraphs: string[] = []
  let [aside, inParagraph] = [0, false]
  const add = (text: string): void => { if (aside === 0 && inParagraph) { spend(text.length); paragraphs.push((paragraphs.pop() ?? '') + text) } }
  return {
    opened(name) {
      if (isAside(name)) aside += 1
      else if (name === 'text:p' && aside === 0) { spend(1); paragraphs.push(''); inParagraph = true }
      else add(spaces[name] ?? '')
    },
    closed(name) {
      if (isAside(name)) aside -= 1
      else if (name === 'text:p' && aside === 0) inParagraph = false
      return aside === 0 && (name === 'table:table-cell' || name === 'table:covered-table-cell')
    },
    said: add,
    read: () => paragraphs.join('\n'),
  }
}

/** Without a tag for so long, it is one text that would fill the memory: Excel and LibreOffice keep at most a few tens of thousands of characters in a cell. */
const MOST_WITHOUT_TAG = 16 * 1024 * 1024
/** Elements within one another: LibreOffice writes a dozen, and the parser remembers each. */
const MOST_NESTED = 200

function boundedParser({ opened, closed, said }: Elements): Chunks {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  let [withoutTag, depth] = [0, 0]
  parser.on('opentag', ({ name, attributes }) => {
    withoutTag = 0
    depth += 1
    if (depth > MOST_NESTED) throw illegible()
    opened(name, attributes)
  })
  parser.on('closetag', ({ name }) => {
    withoutTag = 0
    depth -= 1
    closed(name)
  })
  parser.on('text', said)
  parser.on('cdata', said)
  return {
    write(chunk) {
      withoutTag += chunk.length
      parser.write(chunk)
      if (withoutTag > MOST_WITHOUT_TAG) throw tooBigUnpacked()
    },
    close: () => { parser.close() },
  }
}
