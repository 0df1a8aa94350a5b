import { createHash, type Hash } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Seal } from '#model/seal'
import { UsageError } from '../command/errors.ts'
import { bytesIfPresent } from '../files/if-present.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import { withLockFile } from './lock.ts'

export const sealsFile = (dataDir: string) => join(dataDir, 'seals.jsonl')

/** What only grows: the history, what the promises and the errata said, and the editions, which never change. Everything else is made from it, or by hand. */
const recordFiles = ['results/**/*.jsonl', 'observations/**/*.jsonl', 'commitments.jsonl', 'errata.jsonl', 'editions/*.json']

/** How far a file was sealed, and what it held. */
type Mark = Seal['files'][string]

/** What does not hold, for a person to read. */
export type Break = { file: string; kind: 'rewritten' | 'shortened' | 'gone' | 'chain' | 'cut'; since: string; /** The archive that a file that is gone was put in. */ archive?: string }
export type SealsState = {
  seals: number
  /** SHA-256 of the last seal: whoever noted it elsewhere can tell whether the seals themselves were cut. */
  head: string | null
  breaks: Break[]
  /** Files with lines that no seal covers yet. */
  unsealed: string[]
}

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex')

async function readSeals(dataDir: string): Promise<Seal[]> {
  const { values, torn } = await readLines(sealsFile(dataDir), Seal)
  if (torn) throw new UsageError(`${torn.file}, ligne ${torn.line} : la dernière ligne est coupée.`, 'Reprenez ce fichier dans l’historique git.')
  return values
}

/** The hash of a line as it was written: JSON.stringify keeps the order of what was parsed. */
const lineHash = (seal: Seal): string => hashOf(JSON.stringify(seal))

function pathsOf(dataDir: string): string[] {
  return recordFiles.flatMap((pattern) => globSync(pattern, { cwd: dataDir })).map((path) => path.replaceAll('\\', '/')).sort()
}

/** A file up to its last whole line: a torn last line was never a record. */
async function wholeLines(file: string): Promise<Buffer> {
  const content = await bytesIfPresent(file) ?? Buffer.alloc(0)
  return content.subarray(0, content.lastIndexOf(10) + 1)
}

/** Every seal of every file that still counts: what was accepted later starts a new past. */
function marksByFile(seals: readonly Seal[]): Map<string, (Mark & { at: string })[]> {
  const marks = new Map<string, (Mark & { at: string })[]>()
  for (const { at, files, accepted } of seals) {
    for (const file of accepted?.files ?? []) marks.delete(file)
    for (const [file, mark] of Object.entries(files)) marks.set(file, [...(marks.get(file) ?? []), { ...mark, at }])
  }
  return marks
}

/** The first seal that the content does not bear out, hashing the file once. */
function firstBreak(file: string, content: Buffer, marks: readonly (Mark & { at: string })[]): Break | null {
  const hash: Hash = createHash('sha256')
  let hashed = 0
  for (const { bytes, sha256, at } of marks) {
    if (content.length < bytes) return { file, kind: content.length === 0 ? 'gone' : 'shortened', since: at }
    hash.update(content.subarray(hashed, bytes))
    hashed = bytes
    if (hash.copy().digest('hex') !== sha256) return { file, kind: 'rewritten', since: at }
  }
  return null
}

/** Two branches that were merged make two chains in one file: a person accepts it once, and the chain is whole from there. */
function chainBreaks(seals: readonly Seal[]): Break[] {
  const from = Math.max(0, seals.findLastIndex(({ accepted }) => accepted?.files.includes('seals.jsonl')))
  return seals.flatMap((seal, index): Break[] => {
    const before = seals[index - 1]
    if (index < from) return []
    return seal.previous === (before === undefined ? null : lineHash(before)) ? [] : [{ file: 'seals.jsonl', kind: 'chain', since: seal.at }]
  })
}

/**
 * Compares the record with its seals, file by file. Throws a UsageError for a seals file that cannot be read.
 * @param noted first digits of the hash of a seal that must be there
 */
export async function checkSeals(dataDir: string, noted = ''): Promise<SealsState> {
  const seals = await readSeals(dataDir)
  const marks = marksByFile(seals)
  const breaks = chainBreaks(seals)
  const unsealed: string[] = []
  for (const file of new Set([...pathsOf(dataDir), ...marks.keys()])) {
    const content = await wholeLines(join(dataDir, file))
    const known = marks.get(file) ?? []
    const broken = firstBreak(file, content, known)
    if (broken !== null) breaks.push(broken)
    else if (content.length > (known.at(-1)?.bytes ?? 0)) unsealed.push(file)
  }
  const last = seals.at(-1)
  if (noted !== '' && !seals.some((seal) => lineHash(seal).startsWith(noted))) breaks.push({ file: 'seals.jsonl', kind: 'cut', since: last?.at ?? 'aucun' })
  return { seals: seals.length, head: last === undefined ? null : lineHash(last), breaks, unsealed }
}

/**
 * Seals what was added since the last seal; nothing when nothing was. A file whose past does not hold is left out, so that no seal ever
 * covers a rewriting, unless a person accepts it and says why.
 */
export function sealRecord(dataDir: string, by: string, at: string, accepted?: Seal['accepted']): Promise<void> {
  return withLockFile(join(dataDir, 'seals.lock'), () => sealAlone(dataDir, by, at, accepted), sealWaitMs)
}

/** Each seal names the one before it: two at once would both name the same. The other one reads the whole record, at most. */
const sealWaitMs = 60_000

async function sealAlone(dataDir: string, by: string, at: string, accepted?: Seal['accepted']): Promise<void> {
  const seals = await readSeals(dataDir)
  const marks = marksByFile(seals)
  const files: Seal['files'] = {}
  for (const file of pathsOf(dataDir)) {
    const content = await wholeLines(join(dataDir, file))
    const known = accepted?.files.includes(file) ? [] : marks.get(file) ?? []
    const grown = content.length > (known.at(-1)?.bytes ?? 0) && firstBreak(file, content, known) === null
    if (grown) files[file] = { bytes: content.length, sha256: hashOf(content) }
  }
  if (Object.keys(files).length === 0 && accepted === undefined) return
  const last = seals.at(-1)
  await appendLines(sealsFile(dataDir), [Seal.parse({ schema: 'trefle/seal@1', at, by, previous: last === undefined ? null : lineHash(last), files, ...(accepted && { accepted }) })])
}
