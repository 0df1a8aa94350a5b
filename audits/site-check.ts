import type { PageSeen } from '#lib/define'
import { passIsNoProof } from './own-check.ts'

type Seen = PageSeen<'navigation'>
type Mark = Seen['artifacts']['navigation']['marks'][number]

/** The limits that every check over several pages shares. */
export const sampleLimits = ['Les pages de l’échantillon qui ont été lues en entier sont comparées entre elles ; ce résultat du site est écrit avec la page d’accueil.', passIsNoProof]

/** The page that the others are compared with: home, else the first one of the sample that will do. */
export function referencePage<P extends Seen>(pages: readonly P[], serves: (page: P) => boolean): P | undefined {
  return pages.find((page) => page.role === 'home' && serves(page)) ?? pages.find(serves)
}

/** By what a finding names the page that it is about. */
export const pageOf = ({ page, url }: Pick<Seen, 'page' | 'url'>): { url: string; page?: string } => ({ url, ...(page === null ? {} : { page }) })

export const marksOf = ({ artifacts }: Seen, kind: Mark['kind']): Mark[] => artifacts.navigation.marks.filter((mark) => mark.kind === kind)

/** The same menu: half of the shorter one's links at least lead to the same addresses. */
function isSameMenu(a: Mark, b: Mark): boolean {
  const common = a.links.filter((link) => b.links.includes(link)).length
  return common > 0 && common * 2 >= Math.min(a.links.length, b.links.length)
}

/** What a mark of the reference is on another page. Of a kind other than a menu, the first one counts. */
function matching(mark: Mark, page: Seen): Mark | undefined {
  const same = marksOf(page, mark.kind)
  return mark.kind === 'menu' ? same.find((other) => isSameMenu(mark, other)) : same[0]
}

/** What a page shares with the reference, in the order of the reference: each mark there, and here. */
function shared(reference: Seen, page: Seen): { there: Mark; here: Mark }[] {
  const seen = new Set<Mark>()
  return reference.artifacts.navigation.marks.flatMap((there) => {
    if (there.kind !== 'menu' && marksOf(reference, there.kind)[0] !== there) return []
    const here = matching(there, page)
    if (here === undefined || seen.has(here)) return []
    seen.add(here)
    return [{ there, here }]
  })
}

export type Moved = { mark: Mark; place: boolean; order: boolean }

/**
 * The marks of a kind that stand on another side of the main content than on the reference page (`place`), or before or after others in
 * the code than there (`order`). Only what both pages have is compared.
 */
export function movedMarks(reference: Seen, page: Seen, kind: Mark['kind']): Moved[] {
  const pairs = shared(reference, page)
  const order = page.artifacts.navigation.marks
  return pairs.flatMap(({ there, here }, rank) => {
    if (there.kind !== kind) return []
    const place = there.side !== null && here.side !== null && there.side !== here.side
    const moved = pairs.some((other, otherRank) => otherRank !== rank && (otherRank < rank) !== (order.indexOf(other.here) < order.indexOf(here)))
    return place || moved ? [{ mark: here, place, order: moved }] : []
  })
}
