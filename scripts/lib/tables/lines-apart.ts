import type { ImportReport } from '#model/source'

/** Why a line of a file is no line of data: how it is said of one, and of several. */
const sayings = {
  blank: ['Ligne vide, mise à part', 'Lignes vides, mises à part'],
  title: ['Ligne de titre, mise à part', 'Lignes de titre, mises à part'],
  header: ['En-têtes répétés ou sur deux lignes, mis à part', 'En-têtes répétés ou sur deux lignes, mis à part'],
  total: ['Ligne de total, mise à part', 'Lignes de total, mises à part'],
  'lone-text': ['Ligne d’un seul texte (titre de partie, pied de page), mise à part', 'Lignes d’un seul texte (titre de partie, pied de page), mises à part'],
} as const
export type Apart = keyof typeof sayings

/** Lines set apart, each with its reason: a spreadsheet may leave a hundred thousand blank ones, said in one note. */
export type LinesApart = { add(reason: Apart, line: number): void; notes(): ImportReport['notes'] }

export function linesApart(): LinesApart {
  const lines = new Map<Apart, number[]>()
  return {
    add: (reason, line) => { addLine(lines, reason, line) },
    notes: () => [...lines].map(([reason, found]) => {
      const [one, several] = sayings[reason]
      return { line: found[0] ?? null, message: found.length === 1 ? `${one}.` : `${several} (${spokenLines(found)}).` }
    }),
  }
}

export function addLine<K>(lines: Map<K, number[]>, key: K, line: number): void {
  const same = lines.get(key)
  if (same) same.push(line)
  else lines.set(key, [line])
}

export const SHOWN_LINES = 20

/** "lignes 3, 5 et 12 autres"; a line is its number, or the words for several. `count`: how many there are, when only the first are given. */
export function spokenLines(lines: readonly (number | string)[], count = lines.length): string {
  const others = count > SHOWN_LINES ? ` et ${count - SHOWN_LINES} autres` : ''
  return `${lines.length === 1 && typeof lines[0] === 'number' ? 'ligne' : 'lignes'} ${lines.slice(0, SHOWN_LINES).join(', ')}${others}`
}
