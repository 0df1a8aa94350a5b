import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { DeviceFactor, Factor, FactorTable, type FactorBook } from '#model/factor'
import { UsageError } from '../command/errors.ts'

const shipped = fileURLToPath(new URL('../../../datasets/factors', import.meta.url))

const FactorFile = z.strictObject({
  factors: z.array(Factor).default([]),
  devices: z.array(DeviceFactor).default([]),
  tables: z.array(FactorTable).default([]),
})

/** Every factor of `folder` (datasets/factors by default). Throws a UsageError that names the file and the field. */
export async function loadFactorBook(folder = shipped): Promise<FactorBook> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const files = await Promise.all(names.map(async (name) => [name, await readFactorFile(join(folder, name))] as const))
  return {
    factors: byId(files.map(([name, file]) => [name, file.factors])),
    devices: byId(files.map(([name, file]) => [name, file.devices])),
    tables: byId(files.map(([name, file]) => [name, file.tables])),
  }
}

async function readFactorFile(path: string): Promise<z.infer<typeof FactorFile>> {
  const parsed = FactorFile.safeParse(parseJson(await readFile(path, 'utf8'), path))
  if (parsed.success) return parsed.data
  throw new UsageError(`${path} ne suit pas le format des facteurs.`, z.prettifyError(parsed.error))
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} n’est pas du JSON valide.`, error instanceof Error ? error.message : String(error))
  }
}

function byId<T extends { id: string }>(lists: readonly (readonly [string, readonly T[]])[]): ReadonlyMap<string, T> {
  const book = new Map<string, T>()
  for (const [name, rows] of lists) {
    for (const row of rows) {
      if (book.has(row.id)) throw new UsageError(`${name} : l’identifiant « ${row.id} » existe déjà.`, 'Donnez un identifiant à chaque facteur, un seul par source et par année.')
      book.set(row.id, row)
    }
  }
  return book
}
