import type { Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { writeNew } from '#effects/files/new-file'
import { numecoevalFiles } from '#effects/inventory/numecoeval-export'
import { readObservations } from '#effects/record/observations'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { readDeclaredFolder } from '#effects/territory/territory'
import { registerBundleExport } from './export-bundle.ts'
import { registerDataCentreExports } from './export-data-centre.ts'
import { registerGridExports } from './export-grids.ts'
import { registerStatementExport } from './export-statement.ts'

/** Writes the two files beside each other and returns their paths. Throws a UsageError when the record has no inventory or a file exists. */
export async function exportNumecoeval(dataDir: string, file: string): Promise<{ files: [string, string]; lines: number; devices: number }> {
  const [{ territory }, observations] = await Promise.all([readDeclaredFolder(dataDir), readObservations(dataDir)])
  const { equipment, dataCentres, lines, devices, year } = numecoevalFiles(observations, territory.organisations)
  if (year === null) throw new UsageError(`Le registre de ${dataDir} n’a pas d’inventaire.`, 'Décrivez-en un dans sources.yml, puis lancez « trefle pull ».')
  const beside = `${file.replace(/\.csv$/i, '')}-datacenter.csv`
  await writeNew(file, equipment)
  await writeNew(beside, dataCentres)
  return { files: [file, beside], lines, devices }
}

function registerNumecoeval(command: Command): void {
  command.command('numecoeval')
    .description('écrit le parc du registre pour NumEcoEval (aussi lu par G4IT)')
    .addOption(dataOption())
    .requiredOption('--out <fichier>', 'fichier des équipements à créer ; celui des centres de données s’écrit à côté')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle export numecoeval --data datasets/ma-ville --out equipements.csv

Le parc encore présent au dernier inventaire, compté par type, année d’achat, organisation et état : aucune personne,
aucun numéro de série. Seule l’année d’achat est connue : elle est écrite au 1er janvier. Consommation, cœurs et centre de
données ne sont pas dans le registre : ces cases restent vides.`)
    .action(async ({ data, out }: { data: string; out: string }) => {
      const { files, lines, devices } = await exportNumecoeval(data, out)
      say(`${devices} appareils en ${lines} lignes dans ${files[0]} ; centres de données (en-têtes seuls) dans ${files[1]}`)
    })
}

export function register(program: Command): void {
  const command = program.command('export')
    .description('écrit le parc du registre, ou la grille d’un site, dans le format d’un autre outil')
    .helpCommand(false)
  registerNumecoeval(command)
  registerBundleExport(command)
  registerGridExports(command)
  registerStatementExport(command)
  registerDataCentreExports(command)
}
