import { readFile, realpath, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { Io } from '#lib/define'
import { UsageError } from '../command/errors.ts'
import { guardedRequest } from '../network/guarded-request.ts'
import type { Guard } from '../network/guard.ts'

/** An import past this is a mistake of file, not an inventory. */
const MAX_FILE_BYTES = 256 * 1024 * 1024
const MAX_ANSWER_BYTES = 64 * 1024 * 1024
const REQUEST_TIMEOUT_MS = 60_000

/** The world as a connector may touch it: files of the territory folder, guarded requests, named secrets, the pull's instant. */
export function createIo(options: { dataDir: string; at: string; guard: Guard; contact?: string }): Io {
  return {
    readFile: (path) => readTerritoryFile(options.dataDir, path),
    secret: readSecret,
    now: () => options.at,
    async request(url, request = {}) {
      const answer = await guardedRequest(url, {
        guard: options.guard, ...request, maxBytes: MAX_ANSWER_BYTES, timeoutMs: REQUEST_TIMEOUT_MS, maxRedirects: 5,
        ...(options.contact === undefined ? {} : { contact: options.contact }),
      })
      if (!answer.ok) throw new UsageError(`${url} ne répond pas (${answer.failure.code} : ${answer.failure.detail}).`, 'Vérifiez l’adresse de la source et réessayez plus tard.')
      return answer.value
    },
  }
}

/** Bytes of a file inside `dataDir`; neither "../.." nor a symbolic link leads out of it, and an absolute path starts from it. */
async function readTerritoryFile(dataDir: string, path: string): Promise<Uint8Array> {
  const file = await existingPath(join(dataDir, path))
  if (file === null) throw new UsageError(`Le fichier ${path} n’existe pas dans le dossier du territoire.`, `Déposez-le dans ${join(dataDir, path)}, ou corrigez « file » dans sources.yml.`)
  const inside = relative(await realpath(dataDir), file)
  if (isAbsolute(inside) || inside === '../..' || inside.startsWith(`..${sep}`)) {
    throw new UsageError(`Le fichier ${path} est hors du dossier du territoire.`, 'Copiez-le dans ce dossier : un import ne lit rien d’autre.')
  }
  const { size } = await stat(file)
  if (size > MAX_FILE_BYTES) throw new UsageError(`Le fichier ${path} est trop gros (${Math.round(size / 1_000_000)} Mo).`, `Exportez une période ou un service à la fois : ${MAX_FILE_BYTES / 1024 / 1024} Mio au plus.`)
  return readFile(file)
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
