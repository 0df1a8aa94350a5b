import { SaxesParser } from 'saxes'
import { tooBigUnpacked } from './office-archive.ts'
import { sheetRows, type Attributes, type RowListener } from './ods-rows.ts'

/** What the sheets of an ODS are told to: the name of each, then its rows. */
export type SheetListener = RowListener & { sheet(name: string, isVisible: boolean): void }

/** Without a tag for so long, it is one text that would fill the memory: Excel and LibreOffice keep at most a few tens of thousands of characters in a cell. */
const MOST_WITHOUT_TAG = 16 * 1024 * 1024

/** Stands in a cell and is not what it says: a comment, a drawing, a table of its own. */
const isAside = (element: string): boolean => element === 'office:annotation' || element === 'table:table' || element.startsWith('draw:')

/**
 * Reads the content.xml of an ODS as it comes, without ever holding it. What is outside a sheet, such as the cells that tracked
 * changes remember, is not told. Throws what saxes throws when the XML is malformed or not finished.
 */
export function contentReader(on: SheetListener, spend: (cells: number) => void): { write(chunk: string): void; close(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  const hiddenStyles = new Set<string>()
  const state = { style: '', rows: null as ReturnType<typeof sheetRows> | null, cell: null as Attributes | null, text: '', paragraphs: 0, inParagraph: false, aside: 0, withoutTag: 0 }
  const openCell = (attributes: Attributes): void => { Object.assign(state, { cell: attributes, text: '', paragraphs: 0 }) }
  const opened: Readonly<Record<string, (attributes: Attributes) => void>> = {
    'style:style': (attributes) => { state.style = attributes['style:name'] ?? '' },
    'style:table-properties': (attributes) => { if (attributes['table:display'] === 'false') hiddenStyles.add(state.style) },
    'table:table': (attributes) => {
      state.rows = sheetRows(on, spend)
      on.sheet(attributes['table:name'] ?? '', !hiddenStyles.has(attributes['table:style-name'] ?? ''))
    },
    'table:table-row': (attributes) => { state.rows?.open(attributes) },
    'table:table-cell': openCell, 'table:covered-table-cell': openCell,
    'text:p': () => {
      if (state.paragraphs > 0) state.text += '\n'
      state.paragraphs += 1
      state.inParagraph = true
    },
    'text:s': () => { state.text += ' ' }, 'text:tab': () => { state.text += ' ' }, 'text:line-break': () => { state.text += '\n' },
  }
  const endCell = (isCovered: boolean): void => {
    if (state.cell !== null) state.rows?.cell(state.cell, state.text, isCovered)
    state.cell = null
  }
  const closed: Readonly<Record<string, () => void>> = {
    'table:table': () => { state.rows = null }, 'table:table-row': () => { state.rows?.close() },
    'table:table-cell': () => { endCell(false) }, 'table:covered-table-cell': () => { endCell(true) },
    'text:p': () => { state.inParagraph = false },
  }
  parser.on('opentag', ({ name, attributes }) => {
    state.withoutTag = 0
    if (state.cell !== null && isAside(name)) state.aside += 1
    if (state.aside === 0) opened[name]?.(attributes)
  })
  parser.on('closetag', ({ name }) => {
    state.withoutTag = 0
    if (state.aside === 0) closed[name]?.()
    else if (isAside(name)) state.aside -= 1
  })
  parser.on('text', (text) => { if (state.inParagraph && state.cell !== null && state.aside === 0) state.text += text })
  return {
    write(chunk) {
      state.withoutTag += chunk.length
      parser.write(chunk)
      if (state.withoutTag > MOST_WITHOUT_TAG) throw tooBigUnpacked()
    },
    close: () => { parser.close() },
  }
}
