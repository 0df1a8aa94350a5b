import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { knownWords } from '#effects/merge/commune-files'
import { mergeDeclared, type Declared } from '#effects/merge/declared-csv'
import { mergeBundles, type Merged, type NamedFile } from '#effects/merge/merge-bundles'
import { loadIndicators } from '#effects/territory/discover'
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

export type MergeResult = { bundles: Merged[]; tables: ({ file: string } & Declared)[] }

const isTable = ({ name }: NamedFile) => extname(name).toLowerCase() === '.csv'

/**
 * Adds the bundles and the tables of communes to the record of their intercommunality. Throws a UsageError for what a person has to
 * settle; of that file, nothing is then written.
 */
export async function merge(dataDir: string, files: readonly string[], correct = false): Promise<MergeResult> {
  const { territory } = await readDeclaredFolder(dataDir)
  const given = await Promise.all(files.map(read))
  const known = knownWords(await loadIndicators())
  const bundles = await mergeBundles(dataDir, territory, given.filter((file) => !isTable(file)))
  const tables: MergeResult['tables'] = []
  for (const file of given.filter(isTable)) tables.push({ file: file.name, ...await mergeDeclared(dataDir, territory, known, file, correct) })
  return { bundles, tables }
}

export function register(program: Command): void {
  program.command('merge')
    .description('ajoute au registre d’une intercommunalité ce que ses communes lui donnent')
    .argument('<fichiers...>', 'archives de « trefle export bundle », ou tableaux CSV')
    .addOption(dataOption())
    .option('--correct', 'les chiffres d’un CSV corrigent ceux qui sont connus', false)
    .addHelpText('after', `
Exemple :
  trefle merge --data datasets/ma-metropole bischheim.zip ostwald.csv

Chaque archive est vérifiée, fichier par fichier, avant que rien ne soit écrit. La même deux fois ne change rien. Une archive
modifiée, ou qui récrit l’historique de sa commune, est refusée avec le nom du fichier en cause. Un CSV a pour colonnes :
commune ; indicateur ; période ; valeur ; nombre ; source.`)
    .action(async (files: string[], { data, correct }: { data: string; correct: boolean }) => {
      const { bundles, tables } = await merge(data, files, correct)
      for (const { commune, file, outcome } of bundles) say(`${commune} (${file}) : ${words[outcome]}`)
      for (const { file, added, unchanged, corrected } of tables) say(`${file} : ${added} chiffres ajoutés, ${corrected} corrigés, ${unchanged} inchangés`)
      say(`Recalculez : trefle compute --data ${data}`)
    })
}
