import { byKey } from './sort-key.ts'

/** The key of a row in a column: what the cell says of itself, or its words. A cell that spans columns says that they are unknown. */
function keyOf(row: HTMLTableRowElement, column: number): string {
  let start = 0
  for (const cell of row.cells) {
    if (column < start + cell.colSpan) return cell.colSpan > 1 ? '' : (cell.dataset.key ?? cell.textContent?.trim() ?? '')
    start += cell.colSpan
  }
  return ''
}

function sortBy(table: HTMLTableElement, head: HTMLTableCellElement): void {
  const body = table.tBodies[0]
  if (!body) return
  const direction = head.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort')
  head.setAttribute('aria-sort', direction)
  const compare = byKey(direction, document.documentElement.lang)
  body.append(...[...body.rows].sort((a, b) => compare(keyOf(a, head.cellIndex), keyOf(b, head.cellIndex))))
}

/** Makes buttons of the heads that can sort: without a script, the order of the page is the useful one. */
for (const table of document.querySelectorAll<HTMLTableElement>('table[data-sortable]'))
  for (const head of table.querySelectorAll<HTMLTableCellElement>('th[data-sort]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'sort'
    button.append(...head.childNodes)
    button.addEventListener('click', () => sortBy(table, head))
    head.append(button)
  }
