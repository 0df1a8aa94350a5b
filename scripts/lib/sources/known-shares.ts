import type { ImportReport } from '#model/source'

/** What the report of an import calls its shares, for a person; a table's own are named by its columns. */
const words: Readonly<Record<string, string>> = { type: 'type', model: 'modèle', age: 'date d’achat', room: 'salle entière', it: 'informatique' }

/** Shares of an inventory are of its devices, a line of which may stand for many; those of a table are of its lines. */
export function spokenShares({ known }: Pick<ImportReport, 'known'>): { of: 'appareils' | 'lignes'; shares: { word: string; share: number }[] } {
  return { of: 'age' in known ? 'appareils' : 'lignes', shares: Object.entries(known).map(([name, share]) => ({ word: words[name] ?? name, share })) }
}
