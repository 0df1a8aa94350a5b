import { unzipSync } from 'fflate'
import type { z } from 'zod'
import type { FileSum } from '#model/reen-report'
import type { UsageError } from '../command/errors.ts'
import { sumOf } from './file-sum.ts'
import { recordJson } from './record-json.ts'

/** A ZIP of which one file, its manifest, names every other with its sum. */
export type ListedZip = { manifestName: string; maxZipBytes: number; maxUnpackedBytes: number; maxFiles: number; /** Of the paths beside the manifest. */ isExpected(path: string): boolean }
/** Makes an error of what is wrong with the archive, in words that follow its name (French): "contient deux fois x". */
export type Refuse = (what: string) => UsageError

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} Mio`

/** Names and sizes as the archive declares them, before anything is unpacked; fflate then writes no byte past them. Throws what `refuse` makes, or what fflate throws when it is no ZIP. */
export function refuseStrange(bytes: Uint8Array, { manifestName, maxZipBytes, maxUnpackedBytes, maxFiles, isExpected }: ListedZip, refuse: Refuse): void {
  if (bytes.byteLength > maxZipBytes) throw refuse(`dépasse ${megabytes(maxZipBytes)}`)
  const names = new Set<string>()
  let unpacked = 0
  unzipSync(bytes, { filter: ({ name, originalSize }) => {
    if (names.has(name)) throw refuse(`contient deux fois ${name.slice(0, 80)}`)
    if (name !== manifestName && !isExpected(name)) throw refuse(`contient un fichier inattendu, « ${name.slice(0, 80)} »`)
    names.add(name)
    unpacked += originalSize
    if (unpacked > maxUnpackedBytes || names.size > maxFiles + 1) throw refuse('est trop gros une fois décompressé')
    return false
  } })
}

/** The manifest of an archive. Throws what `refuse` makes, or a UsageError for one that a later Trèfle wrote. */
export function manifestOf<S extends z.ZodType>(bytes: Uint8Array | undefined, name: string, schema: S, refuse: Refuse): z.infer<S> {
  if (bytes === undefined) throw refuse(`n’a pas de ${name}`)
  const parsed = schema.safeParse(recordJson(textOf(bytes), name))
  if (!parsed.success) throw refuse(`a un ${name} qui ne suit pas son format`)
  return parsed.data
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return ''
  }
}

/** Checks each file by its sum, and that nothing is missing or added. Throws what `refuse` makes of the first difference. */
export function checkListed(listed: readonly FileSum[], files: ReadonlyMap<string, Uint8Array>, refuse: Refuse): void {
  const expected = new Map(listed.map((file) => [file.path, file]))
  for (const [path, bytes] of files) if (expected.get(path)?.sha256 !== sumOf(path, bytes).sha256) throw refuse(expected.has(path) ? `contient ${path} modifié` : `contient ${path}, que son manifeste ne nomme pas`)
  for (const path of expected.keys()) if (!files.has(path)) throw refuse(`n’a plus ${path}`)
}
