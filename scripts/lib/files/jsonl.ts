import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { isHead, migrated, namedSchema, type Schema } from '#lib/record/migrate'
import { UsageError } from '../command/errors.ts'
import { refuseNewer } from './record-json.ts'

/** A last line cut by a crash: it was never a record, reading passes over it and says so. */
export type TornLine = { file: string; line: number }
/** `version`: of the schema that the last lines follow. */
export type Lines<T> = { values: T[]; torn: TornLine | null; version: number }

const inFrench = { error: z.locales.fr().localeError }

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

/**
 * Every line of a JSON Lines file, checked, as this Trèfle would have written it. A file that does not exist has no line.
 * Only a last line without its line feed may be torn; any other line that cannot be read throws a UsageError.
 * @param kind of the schema of lines that name none
 */
export async function readLines<S extends z.ZodType>(file: string, schema: S, kind = ''): Promise<Lines<z.infer<S>>> {
  const texts = (await textOf(file)).split('\n')
  const last = texts.length - 1
  const values: z.infer<S>[] = []
  let following: Schema = { kind, version: 1 }
  for (const [index, text] of texts.entries()) {
    if (text === '') continue
    const json = parseJson(text)
    if (!json.ok && index === last) return { values, torn: { file, line: index + 1 }, version: following.version }
    const own = json.ok ? namedSchema(json.value) : null
    if (own !== null) refuseNewer(own, `${file}, ligne ${index + 1},`)
    if (json.ok && isHead(json.value)) {
      following = own ?? following
      continue
    }
    const parsed = json.ok ? schema.safeParse(migrated(json.value, own ?? following), inFrench) : null
    if (!parsed?.success) {
      const where = parsed?.error.issues[0]
      throw new UsageError(
        `${file}, ligne ${index + 1} : cette ligne du registre est illisible${where && where.path.length > 0 ? ` (${where.path.join('.')} : ${where.message})` : ''}.`,
        'Reprenez cette ligne dans l’historique git : le registre ne se modifie pas à la main, il se corrige en ajoutant.')
    }
    values.push(parsed.data)
  }
  return { values, torn: null, version: following.version }
}

/**
 * Adds lines with one write and an fsync. What a crash can leave is one torn last line, because a file only grows:
 * the next append cuts it off, so that it never ends up in the middle of the file.
 */
export async function appendLines(file: string, values: readonly unknown[]): Promise<void> {
  if (values.length === 0) return
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+')
  try {
    const joint = await mendEnd(handle)
    await handle.appendFile(joint + values.map((value) => `${JSON.stringify(value)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Cuts a torn last line; returns the line feed that a whole last line lacks. */
async function mendEnd(handle: Awaited<ReturnType<typeof open>>): Promise<'' | '\n'> {
  const { size } = await handle.stat()
  if (size === 0) return ''
  const end = Buffer.alloc(1)
  await handle.read(end, 0, 1, size - 1)
  if (end.toString() === '\n') return ''
  const text = await handle.readFile()
  const start = text.lastIndexOf('\n') + 1
  if (parseJson(text.subarray(start).toString()).ok) return '\n'
  await handle.truncate(start)
  return ''
}
