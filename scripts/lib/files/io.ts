import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import type { Io } from '#lib/define'
import { UsageError } from '../command/errors.ts'
import { guardedRequest } from '../network/guarded-request.ts'
import type { Guard } from '../network/guard.ts'

/** An import past this is a mistake of file, not an inventory. */
const MAX_FILE_BYTES = 256 * 1024 * 1024
const MAX_FILES = 20_000
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 60_000

/** The world as a connector may touch it: files of the territory folder, guarded requests, named secrets, the pull's instant. */
export function createIo(options: { dataDir: string; at: string; guard: Guard; contact?: string }): Io {
  return {
    readFile: (path) => readTerritoryFile(options.dataDir, path),
    listFiles: (folder) => listTerritoryFiles(options.dataDir, folder),
    secret: readSecret,
    now: () => options.at,
    async request(url, { follow = true, ...request } = {}) {
      const answer = await guardedRequest(url, {
        guard: options.guard, ...request, maxBytes: MAX_ANSWER_BYTES, timeoutMs: REQUEST_TIMEOUT_MS, maxRedirects: follow ? 5 : 0,
        ...(options.contact === undefined ? {} : { contact: options.contact }),
      })
      if (!answer.ok) throw new UsageError(`${url.replace(/[?#].*$/, '')} ne répond pas (${answer.failure.code} : ${answer.failure.detail}).`, 'Vérifiez l’adresse de la source et réessayez plus tard.')
      return answer.value
    },
  }
}

/** Paths of the plain files of a folder inside `dataDir`, by name. */
async function listTerritoryFiles(dataDir: string, folder: string): Promise<string[]> {
  const path = await insidePath(dataDir, folder)
  if (!(await stat(path)).isDirectory()) throw new UsageError(`${folder} n’est pas un dossier.`, 'Donnez le dossier qui contient les fichiers.')
  const names = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name).sort()
  if (names.length > MAX_FILES) throw new UsageError(`${folder} contient ${names.length} fichiers.`, `Répartissez-les en plusieurs sources : ${MAX_FILES} fichiers au plus.`)
  return names.map((name) => join(folder, name))
}

/** Bytes of a file inside `dataDir`; neither ".." nor a symbolic link leads out of it, and an absolute path starts from it. */
async function readTerritoryFile(dataDir: string, path: string): Promise<Uint8Array> {
  const file = await insidePath(dataDir, path)
  const { size } = await stat(file)
  if (size > MAX_FILE_BYTES) throw new UsageError(`Le fichier ${path} est trop gros (${Math.round(size / 1_000_000)} Mo).`, `Exportez une période ou un service à la fois : ${MAX_FILE_BYTES / 1024 / 1024} Mio au plus.`)
  return readFile(file)
}

async function insidePath(dataDir: string, path: string): Promise<string> {
  const file = await existingPath(join(dataDir, path))
  if (file === null) throw new UsageError(`Le fichier ${path} n’existe pas dans le dossier du territoire.`, isAbsolute(path)
    ? `Copiez-le dans ${dataDir}, puis donnez son chemin depuis ce dossier, par exemple sources/${basename(path)}.`
    : `Déposez-le dans ${join(dataDir, path)}, ou corrigez « file » là où il est écrit (sources.yml, inventory.yml).`)
  const inside = relative(await realpath(dataDir), file)
  if (isAbsolute(inside) || inside === '..' || inside.startsWith(`..${sep}`)) {
    throw new UsageError(`Le fichier ${path} est hors du dossier du territoire.`, 'Copiez-le dans ce dossier : un import ne lit rien d’autre.')
  }
  return file
}

async function existingPath(path: string): Promise<string | null> {
  try {
    return await realpath(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  }
}

function readSecret(name: string): string {
  const value = process.env[name]
  if (value) return value
  throw new UsageError(`La variable d’environnement ${name} est vide.`, `Donnez-la au lancement : ${name}=… ; un secret ne s’écrit jamais dans un fichier.`)
}
