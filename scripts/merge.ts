import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { mergeChecks, type MergedCheck } from '#effects/merge/check-files'
import { knownWords } from '#effects/merge/commune-files'
import { mergeDeclared, type Declared } from '#effects/merge/declared-csv'
import { mergeBundles, type Merged, type NamedFile } from '#effects/merge/merge-bundles'
import { sealRecord } from '#effects/record/seals'
import { loadIndicators } from '#effects/territory/discover'
import { readDeclaredFolder, readTerritoryFolder } from '#effects/territory/territory'

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

export type MergeResult = { checks: MergedCheck[]; bundles: Merged[]; tables: ({ file: string } & Declared)[] }

const endsWith = (extension: string) => ({ name }: NamedFile) => extname(name).toLowerCase() === extension
const isTable = endsWith('.csv')
const isCheck = endsWith('.json')

/**
 * Adds what others measured to a record: the checks of CI of its sites, the bundles and the tables of its communes. Throws a UsageError for what a person has to
 * settle; of that file, nothing is then written.
 */
export async function merge(dataDir: string, files: readonly string[], correct = false): Promise<MergeResult> {
  const given = await Promise.all(files.map(read))
  const checks = await mergeChecks(dataDir, given.some(isCheck) ? (await readTerritoryFolder(dataDir)).sites : [], given.filter(isCheck))
  if (given.every(isCheck)) return { checks, bundles: [], tables: [] }
  const { territory } = await readDeclaredFolder(dataDir)
  const known = knownWords(await loadIndicators())
  const bundles = await mergeBundles(dataDir, territory, given.filter((file) => !isTable(file) && !isCheck(file)))
  const tables: MergeResult['tables'] = []
  for (const file of given.filter(isTable)) tables.push({ file: file.name, ...await mergeDeclared(dataDir, territory, known, file, correct) })
  return { checks, bundles, tables }
}

export function register(program: Command): void {
  program.command('merge')
    .description('ajoute à un registre ce que d’autres ont mesuré : contrôles de CI, communes')
    .argument('<fichiers...>', 'contrôles (« trefle check --format json=fichier », parts comprises), archives de « trefle export bundle », tableaux CSV')
    .addOption(dataOption())
    .option('--correct', 'les chiffres d’un CSV corrigent ceux qui sont connus', false)
    .addHelpText('after', `
Exemples :
  trefle merge --data datasets/ma-metropole bischheim.zip ostwald.csv
  trefle merge --data datasets/ma-ville part-1.json part-2.json

Un contrôle devient un passage sans preuve gardée, pour les pages déclarées ; toutes ses parts sont données ensemble.

Chaque archive est vérifiée, fichier par fichier, avant que rien ne soit écrit. La même deux fois ne change rien. Une archive
modifiée, ou qui récrit l’historique de sa commune, est refusée avec le nom du fichier en cause. Un CSV a pour colonnes :
commune ; indicateur ; période ; valeur ; nombre ; source.`)
    .action(async (files: string[], { data, correct }: { data: string; correct: boolean }) => {
      const { checks, bundles, tables } = await merge(data, files, correct)
      await sealRecord(data, 'merge', new Date().toISOString())
      for (const { files, run, outcome, visits, undeclared } of checks) say(`${files.join(', ')} : ${outcome === 'added' ? `${visits} visites ajoutées, passage ${run}` : 'déjà connu, rien à changer'}${undeclared.length > 0 ? ` ; laissées de côté, car non déclarées : ${undeclared.slice(0, 5).join(', ')}${undeclared.length > 5 ? '…' : ''}` : ''}`)
      for (const { commune, file, outcome } of bundles) say(`${commune} (${file}) : ${words[outcome]}`)
      for (const { file, added, unchanged, corrected } of tables) say(`${file} : ${added} chiffres ajoutés, ${corrected} corrigés, ${unchanged} inchangés`)
      say(`Recalculez : trefle compute --data ${data}`)
    })
}
