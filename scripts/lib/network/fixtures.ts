import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UsageError } from '../command/errors.ts'

/** Host names played on loopback, and the keys by whose hash alone their certificates are trusted. */
export const Fixtures = z.strictObject({
  fixtures: z.record(z.string(), z.strictObject({ http: z.int().optional(), https: z.int().optional(), alias: z.string().optional() })),
  spkiHashes: z.array(z.string()),
})
export type Fixtures = z.infer<typeof Fixtures>

/** Reads a fixtures file; throws a UsageError that names it. */
export async function readFixtures(file: string): Promise<Fixtures> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`Le fichier d’hôtes locaux ${file} est introuvable.`, 'Vérifiez son chemin.') })
  const parsed = Fixtures.safeParse(JSON.parse(text))
  if (!parsed.success) throw new UsageError(`Le fichier ${file} n’a pas la forme attendue.`, z.prettifyError(parsed.error))
  return parsed.data
}
