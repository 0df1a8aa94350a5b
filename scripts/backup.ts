import type { Command } from 'commander'
import { dataOption } from '#effects/command/options'
import { formatQuantity } from '#lib/words/format'
import { say } from '#effects/command/terminal'
import { backUp, restore, type BackedUp } from '#effects/record/backup'

const described = ({ files, bytes, head }: BackedUp): string => `${files} fichiers, ${formatQuantity(bytes, 'B')}${head === null ? '' : `, dernier sceau ${head.slice(0, 12)}`}`

export function register(program: Command): void {
  program.command('backup')
    .description('sauvegarde un territoire entier dans une archive qui dit ce qu’elle contient')
    .argument('<fichier>', 'archive ZIP à écrire')
    .addOption(dataOption())
    .addHelpText('after', `
Exemple :
  trefle backup sauvegardes/ma-ville-2026-11-22.zip --data datasets/ma-ville

Personne n’écrit dans le registre pendant ce temps. Ce que « trefle compute » refait n’est pas gardé. Pour reprendre : trefle restore.`)
    .action(async (file: string, { data }: { data: string }) => say(`Sauvegardé : ${described(await backUp(data, file, new Date().toISOString()))}`))
  program.command('restore')
    .description('reprend une sauvegarde dans un dossier neuf, entière ou pas du tout')
    .argument('<fichier>', 'archive écrite par « trefle backup »')
    .addOption(dataOption())
    .addHelpText('after', `
Exemple :
  trefle restore sauvegardes/ma-ville-2026-11-22.zip --data datasets/ma-ville

Chaque fichier est comparé à son empreinte, et le registre à ses sceaux, avant que le dossier n’apparaisse.`)
    .action(async (file: string, { data }: { data: string }) => say(`Repris : ${described(await restore(file, data))}\nRecalculez : trefle compute --data ${data}`))
}
