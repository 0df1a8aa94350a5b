import { join } from 'node:path'
import type { Io, LocalInventory } from '#lib/define'
import type { FactorBook } from '#model/factor'
import { InventoryFile, MatchesFile, NO_TYPE, OUTSIDE } from '#model/local-inventory'
import type { Territory } from '#model/territory'
import { readYaml } from '../files/yaml-file.ts'

/**
 * The local words of a territory: inventory.yml and matches.yml where they exist, with the finance files that the first names.
 * Throws a UsageError that names file, line, what was expected and how to mend it.
 */
export async function readLocalInventory(dataDir: string, { organisations }: Territory, factors: FactorBook, io: Pick<Io, 'readFile'>): Promise<LocalInventory> {
  const inventory = await readChecked(join(dataDir, 'inventory.yml'), InventoryFile, { organisations: [...organisations.map(({ id }) => id), OUTSIDE] })
  const types = [...factors.devices.keys(), NO_TYPE]
  const matches = await readChecked(join(dataDir, 'matches.yml'), MatchesFile, { models: types, types })
  const purchases = await Promise.all(inventory.purchases.map(async (purchase) => ({ ...purchase, bytes: await io.readFile(purchase.file) })))
  return { inventory, matches, purchases }
}

type WordsFile = typeof InventoryFile | typeof MatchesFile

/** `known`: for each list of words, the ids that it may give. An absent file says nothing. */
async function readChecked<S extends WordsFile>(path: string, schema: S, known: Readonly<Record<string, readonly string[]>>): Promise<ReturnType<S['parse']>>
async function readChecked(path: string, schema: WordsFile, known: Readonly<Record<string, readonly string[]>>): Promise<unknown> {
  const file = await readYaml(path, schema)
  if (file === null) return schema.parse({})
  for (const [list, words] of Object.entries(file.value)) {
    const ids = known[list]
    for (const [word, id] of Object.entries(words)) {
      if (ids && !ids.includes(id)) throw file.refuse([list, word], `« ${String(id)} » n’existe pas`, `Choisissez parmi : ${[...ids].sort().join(', ')}.`)
    }
  }
  return file.value
}
