import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { stringify } from 'yaml'
import { sitesOf } from '#lib/sampling/imported-sites'
import { Slug } from '#model/quantity'
import { SitesFile } from '#model/site'
import { UsageError } from '#effects/command/errors'
import { readHabits } from '#effects/habits/read-habits'
import { writeNew } from '#effects/files/new-file'
import { say } from '#effects/command/terminal'
import { registerPeopleImports } from './import-people.ts'

/** A sites.yml to be read again by a person, and what it does not say. Throws a UsageError for a file that holds no address. */
export function importedYaml(text: string, file: string, organisation: string): { yaml: string; notes: string[] } {
  const { sites, notes } = sitesOf(readHabits(text, file), organisation)
  if (sites.length === 0) throw new UsageError(`${file} ne contient aucune adresse de site public.`, 'Vérifiez que c’est bien le fichier à reprendre.')
  SitesFile.parse({ sites })
  const header = '# Proposé par « trefle import » : à relire. Les rôles sont devinés à l’adresse des pages ; un site sans pages attend « trefle sample ».\n'
  return { yaml: header + stringify({ sites }, { lineWidth: 0 }), notes }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new UsageError(`Le fichier ${file} ne peut pas être lu.`, 'Vérifiez son chemin.')
  }
}

export function register(program: Command): void {
  const command = program.command('import')
    .description('propose un sites.yml depuis le fichier d’un autre outil, ou ajoute ce que des personnes ont jugé')
    .argument('<fichier>', 'dashlord.yml, .pa11yci, lighthouserc, unlighthouse.config, plan XML, ou une adresse par ligne')
    .option('--organisation <id>', 'organisation de territory.yml à laquelle rattacher les sites', 'ville')
    .option('--output <fichier>', 'fichier à créer ; sans lui, tout s’affiche')
    .addHelpText('after', `
Exemples :
  trefle import dashlord.yml --organisation ville
  trefle import .pa11yci > datasets/ma-ville/sites.yml
  trefle import adresses.txt --output datasets/ma-ville/sites.yml

Le fichier est lu, jamais exécuté : ce qu’un programme calcule n’est pas repris.`)
    .action(async (file: string, { organisation, output }: { organisation: string; output?: string }) => {
      if (!Slug.safeParse(organisation).success) throw new UsageError(`--organisation « ${organisation} » n’est pas un identifiant.`, 'Des minuscules, des chiffres et des tirets, par exemple ville.')
      const { yaml, notes } = importedYaml(await textOf(file), file, organisation)
      for (const note of notes) say(note)
      if (output === undefined) process.stdout.write(yaml)
      else {
        await writeNew(output, yaml)
        say(`Écrit dans ${output}`)
      }
    })
  registerPeopleImports(command.enablePositionalOptions().helpCommand(false))
}
