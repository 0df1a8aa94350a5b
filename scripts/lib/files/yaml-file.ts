import { basename } from 'node:path'
import { isNode, isPair, LineCounter, parseDocument, type Document, type ErrorCode } from 'yaml'
import { z } from 'zod'
import { linesWithoutControls } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { bytesIfPresent } from './if-present.ts'

/** A value and where it was written, for the checks that come after its schema. */
export type Located<T> = { value: T; refuse(path: readonly PropertyKey[], problem: string, mend: string): UsageError }

/** Text of a file, or null when there is none. An editor that saves in ANSI would publish its accents as « � »: refused instead. */
async function textOf(file: string): Promise<string | null> {
  const bytes = await bytesIfPresent(file)
  if (bytes === null) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UsageError(`${basename(file)} n’est pas enregistré en UTF-8 : ses accents seraient illisibles.`, 'Enregistrez en UTF-8 : dans l’éditeur, « Enregistrer sous », encodage UTF-8.')
  }
}

/** What the parser of YAML met, for the mistakes that a hand makes. */
const yamlMistakes: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'l’alignement ne suit pas celui des lignes voisines',
  TAB_AS_INDENT: 'une tabulation sert d’alignement, là où il faut des espaces',
  DUPLICATE_KEY: 'le même mot est écrit deux fois au même niveau',
  MISSING_CHAR: 'il manque un guillemet, un crochet, une accolade ou deux-points',
  BLOCK_AS_IMPLICIT_KEY: 'il y a deux-points de trop, ou un texte qui en contient n’est pas entre guillemets',
  MULTILINE_IMPLICIT_KEY: 'il manque deux-points, ou un guillemet n’est pas refermé',
  BAD_SCALAR_START: 'un texte commence par un caractère réservé et n’est pas entre guillemets',
  BAD_DQ_ESCAPE: 'une barre oblique inverse est suivie d’un caractère inattendu : utilisez des guillemets simples',
  BAD_ALIAS: 'une étoile « * » commence un texte qui n’est pas entre guillemets',
  MULTIPLE_DOCS: 'une ligne « --- » sépare le fichier en deux',
  UNEXPECTED_TOKEN: 'un signe est inattendu à cet endroit',
}

/** "sites[1].perHost", as a person would point at it. */
function spoken(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key + 1}]` : text === '' ? String(key) : `${text}.${String(key)}`), '')
}

/** Line of the deepest part of `path` that was written; of the key itself when the value is the problem. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true)
    const pairs = typeof parent === 'object' && parent !== null && 'items' in parent && Array.isArray(parent.items) ? parent.items as unknown[] : []
    const pair = pairs.find((item) => isPair(item) && String(item.key) === String(path[depth - 1]))
    const node = isPair(pair) ? pair.key : document.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** Where a refused value stands: an unexpected key is itself the place, not the object that holds it. */
function placeOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
}

/** What to do about a refused value, in French. */
function mendOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `Retirez ou corrigez ${issue.keys.map((key) => `« ${key} »`).join(', ')} : ce mot n’est pas attendu ici.`
  if (issue.code === 'invalid_value') return `Choisissez parmi : ${issue.values.map(String).join(', ')}.`
  if (issue.code === 'invalid_type' && issue.input === undefined) return `Ajoutez « ${String(issue.path.at(-1))} ».`
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'Écrivez le jour ainsi : 2026-11-22.'
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'Écrivez l’adresse en entier, par exemple https://www.ville.fr/.'
  if (issue.code === 'custom' && typeof issue.params?.mend === 'string') return issue.params.mend
  return 'Corrigez cette valeur.'
}

/** The border of what hands write: whatever shows these words, nothing in them can be obeyed. */
function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return linesWithoutControls(value)
  if (Array.isArray(value)) return value.map(cleaned)
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cleaned(inner)])) : value
}

/**
 * A hand-edited YAML file, checked by its schema. Null when the file does not exist.
 * Throws a UsageError that names the file, the line, what was expected and how to mend it.
 */
export async function readYaml<S extends z.ZodType>(file: string, schema: S): Promise<Located<z.infer<S>> | null> {
  const text = await textOf(file)
  return text === null ? null : parseYaml(text, basename(file), schema)
}

/** The same of a text that was read elsewhere; `name` is what the error calls it. */
export function parseYaml<S extends z.ZodType>(text: string, name: string, schema: S): Located<z.infer<S>> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const broken = document.errors[0]
  if (broken) throw new UsageError(`${name}, ligne ${lines.linePos(broken.pos[0]).line} : ce n’est pas du YAML valide : ${yamlMistakes[broken.code] ?? 'cette ligne ne peut pas être lue'}.`, 'Vérifiez les deux-points, les guillemets et l’alignement de cette ligne.')
  const refuse = (path: readonly PropertyKey[], problem: string, mend: string) =>
    new UsageError(`${name}, ligne ${lineOf(document, lines, path)}${path.length > 0 ? `, ${spoken(path)}` : ''} : ${problem}.`, mend)
  const parsed = schema.safeParse(cleaned(document.toJS({ maxAliasCount: 100 })), { reportInput: true, error: z.locales.fr().localeError })
  const issue = parsed.error?.issues[0]
  if (issue) throw refuse(placeOf(issue), issue.message, mendOf(issue))
  return { value: parsed.data as z.infer<S>, refuse }
}
