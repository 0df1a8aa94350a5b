import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { BudgetsFile } from '#lib/gate/budgets-file'
import { budgetsOfOtherTool } from '#lib/gate/other-tools/budgets'
import { valuesBesideAudits } from '#lib/gate/figures'
import { unknownRules } from '#lib/gate/settings'
import { UsageError } from '../command/errors.ts'
import { parseYaml, readYaml } from '../files/yaml-file.ts'
import { readStaticObject } from '../habits/static-object.ts'

export const defaultBudgets = 'trefle.budgets.yml'

/** Budgets, those that are extended first; `notes` says what of another tool's file has no counterpart. */
export type Budgets = { files: BudgetsFile[]; notes: string[] }

const deepest = 5

/**
 * Reads a budgets file and those that it extends: ours, or one of another tool (lighthouserc, budget.json, .pa11yci, a budget of sitespeed.io),
 * known by what it holds. Null when there is none. `ask` answers the text of an address. Throws a UsageError that names the file and the line.
 */
export async function readBudgets(file: string, audits: ReadonlySet<string>, ask: (address: string) => Promise<string>): Promise<Budgets | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new UsageError(`${file} ne peut pas être lu (${error.code ?? 'erreur'}).`, 'Donnez un fichier de budgets.')
  })
  if (text === null) return null
  const other = budgetsOfOtherTool(valueOf(text, file), basename(file))
  return other === null ? { files: await readOwn(file, { audits, ask, depth: 0 }), notes: [] } : { files: [other.budgets], notes: other.notes }
}

type Reading = { audits: ReadonlySet<string>; ask: (address: string) => Promise<string>; depth: number }

/** `place` is a file or an address. */
async function readOwn(place: string, { audits, ask, depth }: Reading): Promise<BudgetsFile[]> {
  if (depth > deepest) throw new UsageError(`${place} : des fichiers de budgets s’appellent l’un l’autre.`, 'Retirez l’un des « extends ».')
  const found = isAddress(place) ? parseYaml(await ask(place), place, BudgetsFile) : await readYaml(place, BudgetsFile)
  if (found === null) throw new UsageError(`Le fichier de budgets ${place} est introuvable.`, 'Vérifiez le chemin donné à --budgets ou à « extends ».')
  const [unknown] = unknownRules(found.value, audits, valuesBesideAudits)
  if (unknown !== undefined) throw found.refuse(['audits', unknown], `« ${unknown} » n’est ni un audit ni une valeur que Trèfle mesure`, `Audits : ${[...audits].join(', ')}. Valeurs : resources/<sorte>#bytes ou #count, lighthouse/<mesure>.`)
  const parents = await Promise.all([found.value.extends ?? []].flat().map((parent) => readOwn(beside(place, parent), { audits, ask, depth: depth + 1 })))
  return [...parents.flat(), found.value]
}

const isAddress = (place: string): boolean => /^https?:\/\//i.test(place)

/** What extends is relative to the one that says it: nothing on the web names a file of this machine. */
function beside(place: string, parent: string): string {
  if (isAddress(parent)) return parent
  return isAddress(place) ? new URL(parent, place).href : resolve(dirname(place), parent)
}

/** What the file holds, to know whose it is: one that cannot be read is left to the reader that says the line. */
function valueOf(text: string, file: string): unknown {
  if (/\.[cm]?[jt]s$/.test(file)) return readStaticObject(text, basename(file))
  const document = parseDocument(text, { prettyErrors: false })
  return document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 100 })
}
