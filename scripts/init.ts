import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { gatherAnswers, type Answers } from '#effects/init/answers'
import { writeSchemas } from '#effects/init/json-schemas'
import { sitesIn } from '#effects/init/site-list'
import { organisationId, startingFiles } from '#effects/init/starting-files'
import { politeClient, type Ask } from '#effects/network/polite-client'
import { upstreamsOf } from '#effects/network/upstream'
import { loadConnectors } from '#effects/territory/discover'
import { readDeclaredFolder } from '#effects/territory/territory'

/** Requests of `init`: public addresses alone, and only on the host that was named. */
function clientOf({ sites, email, contactUrl }: Answers): Ask {
  const host = URL.parse(sites ?? '')?.host
  return politeClient({ guard: { allowPrivate: false, fixtures: null, upstream: upstreamsOf(process.env) }, contact: contactUrl ?? email ?? '', isOwn: (address) => URL.parse(address)?.host === host }).ask
}

/**
 * Writes a territory folder that Trèfle reads, with the schemas of its files. Never over a file that is there: throws a UsageError.
 * Returns the files and what the file of sites said that was not taken.
 */
export async function init(folder: string, answers: Answers, ask: Ask = clientOf(answers)): Promise<{ files: string[]; notes: string[] }> {
  if (existsSync(join(folder, 'territory.yml'))) throw new UsageError(`${folder} contient déjà un territoire.`, 'Choisissez un autre dossier : rien n’est jamais écrasé.')
  const { sites, notes } = answers.sites === undefined ? { sites: [], notes: [] } : await sitesIn(answers.sites, organisationId(answers), ask)
  await mkdir(folder, { recursive: true })
  const files = startingFiles(answers, sites)
  for (const [name, text] of files) await writeNew(join(folder, name), text)
  await writeSchemas(join(folder, 'schemas'), await loadConnectors())
  await readDeclaredFolder(folder)
  return { files: [...files.keys()], notes }
}

function nextSteps(folder: string, hasSites: boolean): string {
  return [
    'Et maintenant :',
    ...(hasSites ? [] : [`  compléter ${join(folder, 'sites.modele.yml')} et le renommer sites.yml`]),
    `  trefle sample --data ${folder}     tire les pages à visiter`,
    `  trefle audit --data ${folder}      les visite`,
    `  trefle compute --data ${folder}    calcule les indicateurs`,
    `  trefle build --data ${folder}      construit le tableau de bord`,
  ].join('\n')
}

type Flags = Partial<Record<keyof Answers, string>> & { schemas: boolean }

async function run(folder: string, { schemas, ...flags }: Flags): Promise<void> {
  if (schemas) {
    const written = await writeSchemas(folder, await loadConnectors())
    say(`${written.length} schémas écrits dans ${folder}`)
    return
  }
  const terminal = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stderr }) : null
  try {
    const answers = await gatherAnswers(flags, terminal && ((question) => terminal.question(question)), say)
    const { files, notes } = await init(folder, answers)
    for (const note of notes) say(`  ${note}`)
    say(`Écrit dans ${folder} : ${files.join(', ')}, et les schémas pour votre éditeur.\n${nextSteps(folder, files.includes('sites.yml'))}`)
  } finally {
    terminal?.close()
  }
}

export function register(program: Command): void {
  program.command('init')
    .description('prépare le dossier d’un nouveau territoire, par des questions ou par des options')
    .argument('<dossier>', 'dossier à créer')
    .option('--name <nom>', 'nom de la collectivité')
    .option('--kind <genre>', 'commune ou epci')
    .option('--function <fonction>', 'fonction qui tient le tableau de bord')
    .option('--email <courriel>', 'courriel public de cette fonction')
    .option('--contact-url <adresse>', 'page de contact')
    .option('--inhabitants <nombre>', 'nombre d’habitants')
    .option('--code <code>', 'code Insee ou SIREN')
    .option('--sites <fichier ou adresse>', 'plan XML (fichier ou adresse), dashlord.yml, ou une adresse par ligne')
    .option('--schemas', 'n’écrit que les schémas JSON des fichiers, dans ce dossier', false)
    .addHelpText('after', `
Exemples :
  trefle init datasets/ma-ville
  trefle init datasets/ma-ville --name "Ville de Bischheim" --kind commune --function "Direction du numérique" \\
    --email numerique@ma-ville.fr --code 67043 --sites dashlord.yml
  trefle init datasets/ma-ville --sites https://www.ma-ville.fr/sitemap.xml
  trefle init datasets/ma-ville/schemas --schemas

Rien n’est écrasé. Les schémas servent à l’éditeur : il complète et vérifie chaque fichier pendant la saisie.`)
    .action(run)
}
