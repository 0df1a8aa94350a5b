import type { Command } from 'commander'
import type { BundleManifest } from '#model/bundle'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { packBundle } from '#effects/merge/bundle-file'
import { readPublication } from '#effects/report/read-publication'

/** Writes the record of one commune with its sums. Throws a UsageError when the record has no figures yet, or not one commune with a code. */
export async function exportBundle(dataDir: string, file: string, at: string): Promise<BundleManifest> {
  const { published: { territory } } = await readPublication(dataDir)
  const communes = territory.organisations.filter(({ kind }) => kind === 'commune')
  const [commune] = communes
  if (commune === undefined || communes.length > 1) throw new UsageError(`${territory.name} n’est pas le registre d’une seule commune.`, 'Une commune exporte son propre registre ; l’intercommunalité réunit les exports avec « trefle merge ».')
  const { id, name, code } = commune
  if (code === undefined || code.length !== 5) throw new UsageError(`${name} n’a pas de code Insee dans territory.yml.`, 'Ajoutez « code: "67043" » à cette organisation : c’est par lui que l’intercommunalité la reconnaît.')
  const { bytes, manifest } = await packBundle(dataDir, { id, name, code }, at)
  await writeNew(file, bytes)
  return manifest
}

/** Under `trefle export`. */
export function registerBundleExport(command: Command): void {
  command.command('bundle')
    .description('le registre d’une commune et ses empreintes, pour son intercommunalité')
    .addOption(dataOption())
    .requiredOption('--out <fichier>', 'archive ZIP à créer')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle export bundle --data datasets/ma-commune --out ma-commune.zip

L’archive contient le registre public et les chiffres calculés. Les sources (sources.yml) n’en sont pas : elles disent comment
joindre vos serveurs. L’intercommunalité l’ajoute avec « trefle merge ». L’empreinte se donne par un autre chemin, au téléphone
par exemple : elle prouve que le fichier reçu est celui qui a été envoyé.`)
    .action(async ({ data, out }: { data: string; out: string }) => {
      const { files, sum } = await exportBundle(data, out, new Date().toISOString())
      say(`${files.length} fichiers dans ${out}. Empreinte : ${sum}`)
    })
}
