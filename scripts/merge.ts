import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { mergeBundles, type Merged, type NamedFile } from '#effects/merge/merge-bundles'
import { readDeclaredFolder } from '#effects/territory/territory'

const words: Record<Merged['outcome'], string> = {
  added: 'ajoutée', updated: 'mise à jour', unchanged: 'déjà connue, rien à changer', older: 'plus ancienne que ce qui est connu, laissée de côté',
}

async function read(file: string): Promise<NamedFile> {
  try {
    return { name: basename(file), bytes: await readFile(file) }
  } catch {
    throw new UsageError(`Le fichier ${file} ne peut pas être lu.`, 'Vérifiez son chemin.')
  }
}

/** Adds the bundles of communes to the record of their intercommunality. Throws a UsageError for what a person has to settle; then nothing is written. */
export async function merge(dataDir: string, files: readonly string[]): Promise<Merged[]> {
  const { territory } = await readDeclaredFolder(dataDir)
  return mergeBundles(dataDir, territory, await Promise.all(files.map(read)))
}

export function register(program: Command): void {
  program.command('merge')
    .description('ajoute au registre d’une intercommunalité ceux que ses communes ont exportés')
    .argument('<fichiers...>', 'archives de « trefle export bundle »')
    .addOption(dataOption())
    .addHelpText('after', `
Exemple :
  trefle merge --data datasets/ma-metropole bischheim.zip ostwald.zip

Chaque archive est vérifiée, fichier par fichier, avant que rien ne soit écrit. La même deux fois ne change rien. Une archive
modifiée, ou qui récrit l’historique de sa commune, est refusée avec le nom du fichier en cause.`)
    .action(async (files: string[], { data }: { data: string }) => {
      for (const { commune, file, outcome } of await merge(data, files)) say(`${commune} (${file}) : ${words[outcome]}`)
      say(`Recalculez : trefle compute --data ${data}`)
    })
}
