import type { Command } from 'commander'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { freezeEdition } from '#effects/record/dated-editions'

export function register(program: Command): void {
  const command = program.command('edition').description('garde ce qui est publié sous un nom que l’on peut citer').helpCommand(false)
  command.command('freeze')
    .description('fige l’édition du jour : ses chiffres restent lisibles quand les suivants changent')
    .addOption(dataOption())
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle compute --data datasets/ma-ville
  trefle edition freeze --data datasets/ma-ville

L’édition est un fichier de editions/, scellé comme le registre. Un chiffre figé qui change ensuite est nommé sur la page des éditions, avec sa
cause ; sans cause, « trefle verify » le dit. Une erreur se dit dans errata.yml.`)
    .action(async ({ data }: { data: string }) => {
      const name = await freezeEdition(data, new Date().toISOString())
      say(`Édition ${name} figée dans ${data}/editions. Pour la montrer : trefle compute, puis trefle build.`)
    })
}
