import type { PublishedCommitment } from '#model/commitment'
import type { PublishedIndicator } from '#model/indicator'
import type { PublishedPlace } from '#model/place'
import type { PublishedSite } from '#model/publication'
import { fold } from '#lib/words/fold'

export type SearchKind = 'indicator' | 'commitment' | 'site' | 'place' | 'commune' | 'word'
/** `words` are looked for and not shown: other names of the same thing. */
export type SearchEntry = { kind: SearchKind; title: string; href: string; note: string; words: string }

export type Searched = {
  indicators: readonly PublishedIndicator[]
  commitments: readonly PublishedCommitment[]
  sites: readonly PublishedSite[]
  places: readonly PublishedPlace[]
  communes: readonly { id: string; name: string }[]
  glossary: readonly { id: string; word: string; name: string }[]
}

/** Everything that has a page or a line of its own, each under the name that people would look for. Addresses are without the base. */
export function searchEntries({ indicators, commitments, sites, places, communes, glossary }: Searched, helpPath: string): SearchEntry[] {
  return [
    ...indicators.map(({ id, text, catalogue }): SearchEntry => ({ kind: 'indicator', title: text.title, href: `/indicateurs/${id}/`, note: text.question, words: catalogue ?? '' })),
    ...commitments.map(({ commitment }): SearchEntry => ({ kind: 'commitment', title: commitment.text, href: `/promesses/${commitment.id}/`, note: '', words: commitment.simple ?? '' })),
    ...sites.map(({ id, name, url, organisationName }): SearchEntry => ({ kind: 'site', title: name, href: `/sites/${id}/`, note: organisationName, words: url })),
    ...places.map(({ name, commune, address }, index): SearchEntry => ({ kind: 'place', title: name, href: `${helpPath}#lieu-${index + 1}`, note: commune ?? '', words: address ?? '' })),
    ...communes.map(({ id, name }): SearchEntry => ({ kind: 'commune', title: name, href: `/communes/${id}/`, note: '', words: '' })),
    ...glossary.map(({ id, word, name }): SearchEntry => ({ kind: 'word', title: word, href: `/glossaire/#${id}`, note: name === word ? '' : name, words: '' })),
  ]
}

export type Letter = { letter: string; entries: SearchEntry[] }

/** The entries from A to Z, by the first letter of their title without its accent; what starts otherwise comes last, under "#". */
export function fromAToZ(entries: readonly SearchEntry[], locale: string): Letter[] {
  const letterOf = ({ title }: SearchEntry): string => /^[a-z]/.exec(fold(title).replace(/^[^a-z0-9]+/, ''))?.[0].toUpperCase() ?? '#'
  const order = (letter: string): string => (letter === '#' ? '\uffff' : letter)
  return [...Map.groupBy(entries, letterOf)]
    .map(([letter, same]) => ({ letter, entries: same.toSorted((a, b) => a.title.localeCompare(b.title, locale)) }))
    .sort((a, b) => (order(a.letter) < order(b.letter) ? -1 : 1))
}
