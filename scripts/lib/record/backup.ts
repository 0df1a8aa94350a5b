import { randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { BackupManifest, KeptPath } from '#model/backup'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { sumOf } from '../files/file-sum.ts'
import { checkListed, manifestOf, refuseStrange, type ListedZip, type Refuse } from '../files/listed-zip.ts'
import { readDeclaredFolder } from '../territory/territory.ts'
import { withLock } from './lock.ts'
import { checkSeals } from './seals.ts'

const manifestName = 'backup.json'
const maxManifestBytes = 256 * 1024 * 1024
/** Made again from the rest, or of no use without the process that writes it. */
const leftOut = [/^publication\//, /\.lock$/, /\.part$/, /(^|\/)\.git(\/|$)/]
/** The whole folder is held in memory while it is packed. */
const maxBytes = 1_000_000_000
const backupZip: ListedZip = { manifestName, maxZipBytes: 2 * maxBytes, maxUnpackedBytes: maxBytes + maxManifestBytes, maxFiles: 1_000_000, isExpected: (path) => KeptPath.safeParse(path).success }

export type BackedUp = { files: number; bytes: number; head: string | null }

/**
 * Writes a territory folder, whole, into one ZIP that says what it holds. Nobody writes in the record meanwhile; a backup that is cut leaves
 * no file.
 * @throws UsageError when the record does not hold, the folder is too big, or the file exists.
 */
export function backUp(dataDir: string, file: string, at: string): Promise<BackedUp> {
  return withLock(dataDir, async () => {
    const { territory } = await readDeclaredFolder(dataDir)
    const { breaks, head } = await checkSeals(dataDir)
    if (breaks.length > 0) throw new UsageError('Le registre ne se tient pas : il n’est pas sauvegardé.', `Voyez pourquoi : trefle verify --data ${dataDir}`)
    if (statSync(file, { throwIfNoEntry: false })) throw new UsageError(`${file} existe déjà.`, 'Choisissez un autre nom : rien n’est jamais écrasé.')
    const paths = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')).filter((path) => !leftOut.some((pattern) => pattern.test(path)) && statSync(join(dataDir, path)).isFile()).sort()
    const total = paths.reduce((sum, path) => sum + statSync(join(dataDir, path)).size, 0)
    if (total > maxBytes) throw new UsageError(`Ce territoire pèse plus de ${maxBytes / 1e9} Go : une archive ne le tient pas en mémoire.`, 'Copiez son dossier, que git ou un outil de sauvegarde garde aussi bien.')
    const contents = await Promise.all(paths.map(async (path) => [path, new Uint8Array(await readFile(join(dataDir, path)))] as const))
    const manifest: BackupManifest = { schema: 'trefle/backup@1', territory: territory.id, at, head, files: contents.map(([path, bytes]) => sumOf(path, bytes)) }
    const entries: Zippable = { [manifestName]: strToU8(`${JSON.stringify(BackupManifest.parse(manifest), null, 1)}\n`), ...Object.fromEntries(contents) }
    const bytes = zipSync(entries)
    await writeAtomically(file, bytes)
    return { files: paths.length, bytes: bytes.length, head }
  })
}

/**
 * Puts a backup back in a folder that does not exist yet, or is empty: whole, or not at all.
 * @throws UsageError when the archive is not a whole backup, or the folder holds something.
 */
export async function restore(file: string, dataDir: string): Promise<BackedUp> {
  const refuse: Refuse = (what) => new UsageError(`${file} ${what}.`, 'Reprenez une autre sauvegarde ; rien n’a été écrit.')
  const occupied = await readdir(dataDir).then((names) => names.length > 0, (error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return false; throw error })
  if (occupied) throw new UsageError(`${dataDir} n’est pas vide.`, 'Restaurez dans un dossier neuf, puis remplacez l’ancien vous-même.')
  const { manifest, files } = unpack(await readFile(file).catch(() => { throw refuse('ne peut pas être lu') }), refuse)
  const coming = `${resolve(dataDir)}.${randomUUID()}.part`
  try {
    for (const { path } of manifest.files) {
      await mkdir(dirname(join(coming, path)), { recursive: true })
      await writeAtomically(join(coming, path), files.get(path) ?? new Uint8Array())
    }
    const { head, breaks } = await checkSeals(coming)
    if (head !== manifest.head || breaks.length > 0) throw refuse('contient un registre qui ne se tient pas')
    await rename(coming, dataDir)
  } finally {
    await rm(coming, { recursive: true, force: true })
  }
  return { files: manifest.files.length, bytes: [...files.values()].reduce((sum, { length }) => sum + length, 0), head: manifest.head }
}

function unpack(bytes: Uint8Array, refuse: Refuse): { manifest: BackupManifest; files: Map<string, Uint8Array> } {
  const files = readZip(bytes, refuse)
  const manifest = manifestOf(files.get(manifestName), manifestName, BackupManifest, refuse)
  files.delete(manifestName)
  checkListed(manifest.files, files, refuse)
  return { manifest, files }
}

function readZip(bytes: Uint8Array, refuse: Refuse): Map<string, Uint8Array> {
  try {
    refuseStrange(bytes, backupZip, refuse)
    return new Map(Object.entries(unzipSync(bytes)))
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('n’est pas une sauvegarde de Trèfle')
  }
}
