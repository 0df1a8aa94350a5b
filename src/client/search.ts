import type MiniSearch from 'minisearch'

/** What a list entry is looked for by. */
type Entry = { id: number; title: string; words: string; kind: string }
type Words = { label: string; none: string; loading: string; failed: string; counts: { one: string; other: string } }

/**
 * Puts a search field over a list that is already whole on the page: the list is the index. The library comes with the first letter;
 * an entry that does not match is hidden, and the others stand in the order of their relevance.
 */
function offer(place: HTMLElement, list: HTMLElement): void {
  const words: Words = JSON.parse(place.dataset.search ?? '')
  const label = document.createElement('label')
  const field = document.createElement('input')
  const said = document.createElement('p')
  field.type = 'search'
  field.autocomplete = 'off'
  said.setAttribute('role', 'status')
  label.append(words.label, field)
  place.append(label, said)
  const groups = [...document.querySelectorAll<HTMLElement>('[data-search-group]')]
  const items = [...document.querySelectorAll<HTMLElement>('[data-search-item]')]
  const home = items.map((item) => ({ item, parent: item.parentElement }))
  const results = document.createElement('ul')
  results.className = 'rows rows-plain entries'
  results.hidden = true
  list.before(results)
  let index: MiniSearch<Entry> | undefined

  const show = (ranked: readonly number[] | null) => {
    results.hidden = ranked === null
    for (const group of groups) group.hidden = ranked !== null
    for (const { item, parent } of home) parent?.append(item)
    for (const id of ranked ?? []) results.append(items[id] ?? '')
    said.textContent = ranked === null ? '' : ranked.length === 0 ? words.none : `${ranked.length} ${ranked.length === 1 ? words.counts.one : words.counts.other}`
  }
  field.addEventListener('input', () => { void look() })

  async function look(): Promise<void> {
    const asked = field.value.trim()
    if (asked === '') return show(null)
    try {
      index ??= await build(items, said, words)
      if (field.value.trim() === asked) show(index.search(asked).map(({ id }) => Number(id)))
    } catch {
      said.textContent = words.failed
    }
  }
}

const folded = (term: string): string => term.normalize('NFKD').replace(/[\u0300-\u036F]/g, '').toLowerCase()

async function build(items: readonly HTMLElement[], said: HTMLElement, words: Words): Promise<MiniSearch<Entry>> {
  said.textContent = words.loading
  const { default: MiniSearch } = await import('minisearch')
  const index = new MiniSearch<Entry>({
    fields: ['title', 'words', 'kind'],
    // A trailing s or x is left aside: most French plurals.
    processTerm: (term) => folded(term).replace(/(...)[sx]$/, '$1') || null,
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), combineWith: 'AND', boost: { title: 3 } },
  })
  index.addAll(items.map((item, id) => ({ id, title: item.querySelector('a')?.textContent ?? '', words: `${item.textContent ?? ''} ${item.dataset.words ?? ''}`, kind: item.dataset.searchItem ?? '' })))
  return index
}

const place = document.querySelector<HTMLElement>('[data-search]')
const list = document.querySelector<HTMLElement>('[data-search-group]')
if (place && list) offer(place, list)
