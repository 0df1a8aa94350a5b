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
import { checkListed, manifestOf, refuseStrange, type ListedZip, type Refuse } from '../files/listed-zip.ts'

export type Bundle = { manifest: BundleManifest; files: Map<string, Uint8Array> }

/** The public record and the figures drawn from it; sources.yml, which tells how a town reaches its own servers, stays at home. */
const shared = ['territory.yml', 'sites.yml', 'commitments.yml', 'commitments.jsonl', 'documents.yml', 'figures.yml', 'milestones.yml', 'observations/*/*.jsonl', 'results/*.jsonl', 'results/*/*.jsonl', 'publication/territory.json', 'publication/indicators/*.json']
const isShared = (path: string) => shared.some((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(path))

const manifestName = 'manifest.json'
const maxManifestBytes = 2 * 1024 * 1024
const bundleZip: ListedZip = { manifestName, maxZipBytes: 64 * 1024 * 1024, maxUnpackedBytes: 256 * 1024 * 1024, maxFiles: 5000, isExpected: (path) => InnerPath.safeParse(path).success && isShared(path) }
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

const readable = <T>(read: () => T, refuse: Refuse): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('n’est pas une archive ZIP lisible')
  }
}

/** Checks the sum of the whole, then each file. Throws what `refuse` makes of the first difference. */
export function checkSums({ manifest, files }: Bundle, refuse: Refuse): void {
  if (manifest.sum !== sumOfBundle(manifest)) throw refuse('a un manifeste modifié : son empreinte ne correspond plus')
  checkListed(manifest.files, files, refuse)
}

/** A bundle, whole and untouched. Throws a UsageError that says what was changed. */
export function unpackBundle(bytes: Uint8Array, name: string): Bundle {
  const refuse = (what: string) => new UsageError(`${name} ${what}.`, 'Rien n’a été ajouté. Redemandez le fichier à la commune, et comparez son empreinte avec elle.')
  const files = readable(() => {
    refuseStrange(bytes, bundleZip, refuse)
    return new Map(Object.entries(unzipSync(bytes)))
  }, refuse)
  const manifest = manifestOf(files.get(manifestName), manifestName, BundleManifest, refuse)
  files.delete(manifestName)
  checkSums({ manifest, files }, refuse)
  return { manifest, files }
}

/** The commune that a bundle says it is of: names and sizes are checked, and the manifest; its files are not unpacked. Throws a UsageError. */
export function communeOfBundle(bytes: Uint8Array, name: string): BundleManifest['commune'] {
  const refuse = (what: string) => new UsageError(`${name} ${what}.`, 'Refaites-la avec « trefle export bundle ».')
  return readable(() => {
    refuseStrange(bytes, bundleZip, refuse)
    return manifestOf(unzipSync(bytes, { filter: ({ name: path, originalSize }) => path === manifestName && originalSize <= maxManifestBytes })[manifestName], manifestName, BundleManifest, refuse).commune
  }, refuse)
}
