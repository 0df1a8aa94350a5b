import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { noteMark } from '#lib/ci-reports/markdown'
import { keepNote, threadOf } from '#effects/ci-reports/forge-note'
import { UsageError } from '#effects/command/errors'
import { say } from '#effects/command/terminal'

/** Puts the summary of a check on the merge request of this job, in the one note that is kept. Throws a UsageError. */
export async function note(file: string, env: NodeJS.ProcessEnv): Promise<'updated' | 'added' | 'none'> {
  const text = await readFile(file, 'utf8').catch(() => { throw new UsageError(`Le fichier ${file} ne peut pas être lu.`, 'Écrivez-le d’abord : trefle check … --format markdown=fichier.') })
  if (!text.startsWith(noteMark)) throw new UsageError(`${file} n’est pas un résumé de Trèfle.`, 'Écrivez-le par : trefle check … --format markdown=fichier.')
  const thread = threadOf(env)
  return thread === null ? 'none' : keepNote(thread, text)
}

const words = { updated: 'La note de la demande de fusion est à jour.', added: 'Une note est ajoutée à la demande de fusion.', none: 'Ce travail n’a pas de demande de fusion : aucune note.' }

export function register(program: Command): void {
  program.command('note')
    .description('met à jour la note de Trèfle sur la demande de fusion (GitLab, GitHub, Forgejo)')
    .argument('<fichier>', 'résumé écrit par « trefle check … --format markdown=fichier »')
    .addHelpText('after', `
Exemple, dans un travail de CI :
  trefle check https://www.ville.fr/ --format markdown=trefle.md
  trefle note trefle.md

Le jeton est lu dans TREFLE_NOTE_TOKEN (GitLab), ou GITHUB_TOKEN (GitHub, Forgejo).`)
    .action(async (file: string) => say(words[await note(file, process.env)]))
}
