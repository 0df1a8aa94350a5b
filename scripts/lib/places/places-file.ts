import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PlacesFile, type PlacesReading } from '#model/place'
import { writeAtomically } from '../files/atomic-file.ts'
import { UsageError } from '../command/errors.ts'
import { recordJson } from '../files/record-json.ts'

/** Keeps what a source says of places: places/<source>.json. */
export async function writePlaces(dataDir: string, { source, at }: { source: string; at: string }, reading: PlacesReading): Promise<void> {
  const file = PlacesFile.parse({ schema: 'trefle/places@1', source, at, ...reading })
  await writeAtomically(join(dataDir, 'places', `${source}.json`), `${JSON.stringify(file, null, 1)}\n`)
}

/** The last reading of every source of places, in the order of their names. Throws a UsageError for a file that was changed. */
export async function readPlacesFiles(dataDir: string): Promise<PlacesFile[]> {
  return Promise.all(globSync('places/*.json', { cwd: dataDir }).sort().map(async (name) => {
    const parsed = PlacesFile.safeParse(recordJson(await readFile(join(dataDir, name), 'utf8'), name))
    if (!parsed.success) throw new UsageError(`${name} ne suit pas le format d’une lecture de lieux.`, 'Relancez « trefle pull » : il le réécrit.')
    return parsed.data
  }))
}
