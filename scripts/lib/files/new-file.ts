import { writeFile } from 'node:fs/promises'
import { UsageError } from '../command/errors.ts'

/** Never writes over a file: what a person keeps there is not ours to replace. */
export async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EEXIST') throw new UsageError(`${file} existe déjà.`, 'Choisissez un autre nom : rien n’est jamais écrasé.')
    if (code === 'ENOENT') throw new UsageError(`Le dossier de ${file} n’existe pas.`, 'Créez-le, ou choisissez un autre chemin.')
    throw error
  }
}
