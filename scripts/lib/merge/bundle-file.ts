import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { BundleManifest } from '#model/bundle'
import { InnerPath } from '#model/reen-report'
import { canonical } from '#lib/record/canonical'
import { UsageError } from '../command/errors.ts'
import { sumOf } from '../files/file-sum.ts'

export type Bundle = { manifest: BundleManifest; files: Map<string, Uint8Array> }

/** The public record and the figures drawn from it; sources.yml, which tells how a town reaches its own servers, stays at home. */
const shared = ['territory.yml', 'sites.yml', 'commitments.yml', 'commitments.jsonl', 'documents.yml', 'figures.yml', 'milestones.yml', 'observations/*/*.jsonl', 'results/*.jsonl', 'results/*/*.jsonl', 'publication/territory.json', 'publication/indicators/*.json']
const isShared = (path: string) => shared.some((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(path))

const maxZipBytes = 64 * 1024 * 1024
const maxUnpackedBytes = 256 * 1024 * 1024
const maxFiles = 5000
const maxManifestBytes = 2 * 1024 * 1024
const manifestName = 'manifest.json'
/** The first day that a ZIP can write: the same record gives the same bytes. */
const noTime = new Date(1980, 0, 1)

const sumOfBundle = ({ kind, commune, files }: Pick<BundleManifest, 'kind' | 'commune' | 'files'>) => createHash('sha256').update(canonical({ kind, commune, files })).digest('hex')

/** The record of a territory folder as a ZIP with its manifest. */
export async function packBundle(dataDir: string, commune: BundleManifest['commune'], at: string): Promise<{ bytes: Uint8Array; manifest: BundleManifest }> {
  const paths = globSync(shared, { cwd: dataDir }).map((path) => path.replaceAll('\\', '/')).sort()
  const contents = await Promise.all(paths.map(async (path) => [path, new Uint8Array(await readFile(join(dataDir, path)))] as const))
  const content = { kind: 'record' as const, commune, files: contents.map(([path, bytes]) => sumOf(path, bytes)) }
  const manifest = BundleManifest.parse({ schema: 'trefle/bundle@1', ...content, at, sum: sumOfBundle(content) })
  const entries: Zippable = { [manifestName]: [strToU8(`${JSON.stringify(manifest, null, 1)}\n`), { mtime: noTime }] }
  for (const [path, bytes] of contents) entries[path] = [bytes, { mtime: noTime }]
  return { bytes: zipSync(entries), manifest }
}

/** Names and sizes as the archive declares them, before anything is unpacked; fflate then writes no byte past them. */
function refuseStrange(bytes: Uint8Array, refuse: (what: string) => UsageError): void {
  if (bytes.byteLength > maxZipBytes) throw refuse('dépasse 64 Mio')
  const names = new Set<string>()
  let unpacked = 0
  unzipSync(bytes, { filter: ({ name, originalSize }) => {
    if (names.has(name)) throw refuse(`contient deux fois ${name}`)
    if (name !== manifestName && !(InnerPath.safeParse(name).success && isShared(name))) throw refuse(`contient un fichier inattendu, « ${name.slice(0, 80)} »`)
    names.add(name)
    unpacked += originalSize
    if (unpacked > maxUnpackedBytes || names.size > maxFiles + 1) throw refuse('est trop gros une fois décompressé')
    return false
  } })
}

function unzipped(bytes: Uint8Array, refuse: (what: string) => UsageError): Map<string, Uint8Array> {
  try {
    refuseStrange(bytes, refuse)
    return new Map(Object.entries(unzipSync(bytes)))
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('n’est pas une archive ZIP lisible')
  }
}

function manifestOf(bytes: Uint8Array | undefined, refuse: (what: string) => UsageError): BundleManifest {
  if (bytes === undefined) throw refuse(`n’a pas de ${manifestName}`)
  try {
    return BundleManifest.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    throw refuse(`a un ${manifestName} qui ne suit pas son format`)
  }
}

/** Checks each file by its sum, and that nothing is missing or added. Throws what `refuse` makes of the first difference. */
export function checkSums({ manifest, files }: Bundle, refuse: (what: string) => UsageError): void {
  if (manifest.sum !== sumOfBundle(manifest)) throw refuse('a un manifeste modifié : son empreinte ne correspond plus')
  const expected = new Map(manifest.files.map((file) => [file.path, file]))
  for (const [path, bytes] of files) if (expected.get(path)?.sha256 !== sumOf(path, bytes).sha256) throw refuse(expected.has(path) ? `contient ${path} modifié` : `contient ${path}, que son manifeste ne nomme pas`)
  for (const path of expected.keys()) if (!files.has(path)) throw refuse(`n’a plus ${path}`)
}

/** A bundle, whole and untouched. Throws a UsageError that says what was changed. */
export function unpackBundle(bytes: Uint8Array, name: string): Bundle {
  const refuse = (what: string) => new UsageError(`${name} ${what}.`, 'Rien n’a été ajouté. Redemandez le fichier à la commune, et comparez son empreinte avec elle.')
  const files = unzipped(bytes, refuse)
  const manifest = manifestOf(files.get(manifestName), refuse)
  files.delete(manifestName)
  checkSums({ manifest, files }, refuse)
  return { manifest, files }
}

/** The commune that a bundle says it is of: names and sizes are checked, and the manifest; its files are not unpacked. Throws a UsageError. */
export function communeOfBundle(bytes: Uint8Array, name: string): BundleManifest['commune'] {
  const refuse = (what: string) => new UsageError(`${name} ${what}.`, 'Refaites-la avec « trefle export bundle ».')
  try {
    refuseStrange(bytes, refuse)
    return manifestOf(unzipSync(bytes, { filter: ({ name: path, originalSize }) => path === manifestName && originalSize <= maxManifestBytes })[manifestName], refuse).commune
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('n’est pas une archive ZIP lisible')
  }
}
