import type { RoleClue } from '#model/sample'
import type { PageRole } from '#model/site'
import { fold } from '../words/fold.ts'
import { roleContents, roleWords } from './role-words.ts'
import type { SeenPage } from './seen.ts'

export type RoleGuess = { role: PageRole; clues: RoleClue[]; weight: number }

/** Several pages name a role by a link; one that has the words in its title and its address as well is the better one. */
const weights: Record<RoleClue['by'], number> = { link: 3, content: 3, title: 2, address: 2 }

/** A link longer than this is a sentence about a page, not its name. */
const nameLength = 60

/** The roles that a page may have, the likeliest first; none for a page that nothing names. */
export function guessRoles(page: Pick<SeenPage, 'path' | 'title' | 'heading' | 'text' | 'linkTexts' | 'forms'>): RoleGuess[] {
  const names: RoleClue[] = [
    ...page.linkTexts.filter((words) => words.length <= nameLength).map((words) => ({ by: 'link' as const, words })),
    { by: 'address', words: addressWords(page.path) },
    ...[page.heading, ...page.title.split(/\s[|–—·:»-]\s|\|/)].filter((words) => words.length <= nameLength).map((words) => ({ by: 'title' as const, words })),
  ]
  const named = roleWords.flatMap(([role, pattern]) => names.filter(({ words }) => pattern.test(fold(words))).map((clue) => ({ role, clue })))
  const told = roleContents.flatMap(([role, pattern]) => {
    const found = pattern.exec(fold(page.text))?.[0].slice(0, 60)
    return found === undefined ? [] : [{ role, clue: { by: 'content' as const, words: found } }]
  })
  const clues = Map.groupBy([...named, ...told, ...formClues(page)], ({ role }) => role)
  return [...clues].map(([role, found]) => guess(role, found.map(({ clue }) => clue))).sort((a, b) => b.weight - a.weight || (a.role < b.role ? -1 : 1))
}

/** One clue of each kind counts: ten links say no more than one. */
function guess(role: PageRole, clues: readonly RoleClue[]): RoleGuess {
  const byKind = [...new Map(clues.toReversed().map((clue) => [clue.by, clue])).values()].toReversed().map(({ by, words }) => ({ by, words: words.slice(0, 120) }))
  return { role, clues: byKind, weight: byKind.reduce((sum, { by }) => sum + weights[by], 0) }
}

function formClues({ forms }: Pick<SeenPage, 'forms'>): { role: PageRole; clue: RoleClue }[] {
  const login = forms.some(({ password }) => password)
  const search = forms.some((form) => form.search)
  const filled = forms.some((form) => !form.password && !form.search && form.fields >= 2)
  const clue = (words: string) => ({ by: 'content' as const, words })
  return [
    ...(login ? [{ role: 'login' as const, clue: clue('champ de mot de passe') }] : []),
    ...(search ? [{ role: 'search' as const, clue: clue('formulaire de recherche') }] : []),
    ...(filled ? [{ role: 'form' as const, clue: clue('formulaire à remplir') }] : []),
  ]
}

/** "/votre-mairie/mentions-legales.html" is called "mentions legales". */
export function addressWords(path: string): string {
  const last = path.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? ''
  return decoded(last).replace(/\.\w{2,5}$/, '').replace(/[-_+]+/g, ' ').trim()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
