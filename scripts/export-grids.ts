import type { Command } from 'commander'
import { earlReport } from '#lib/accessibility/earl'
import { machineGrid } from '#lib/accessibility/machine-grid'
import { araCsv } from '#effects/accessibility/ara-csv'
import { rgaaGridOds } from '#effects/accessibility/rgaa-grid-write'
import { readSiteReport } from '#effects/accessibility/site-report'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { rgaaGrid, wcagAnchors } from '../src/rgaa.ts'

const formats = {
  earl: 'les constats automatiques en EARL (JSON-LD), une assertion par page et critère WCAG',
  'ara-csv': 'la grille préremplie, dans la forme du CSV d’Ara',
  'rgaa-grid': 'la grille préremplie (.ods), aux feuilles et colonnes du modèle officiel',
} as const
export type GridFormat = keyof typeof formats

/** The bytes of one export of a site. Throws a UsageError for a site that is unknown, or that no visit has read. */
export async function exportGrid(format: GridFormat, dataDir: string, site: string): Promise<{ content: string | Uint8Array; pages: number }> {
  const { report, tools } = await readSiteReport(dataDir, site)
  if (tools === null) throw new UsageError(`Aucune visite de « ${site} » n’est dans le registre.`, 'Visitez-le d’abord : trefle audit.')
  const pages = machineGrid(report, rgaaGrid)
  if (format === 'rgaa-grid') return { content: rgaaGridOds(report.name, pages, rgaaGrid), pages: pages.length }
  if (format === 'ara-csv') return { content: araCsv({ pages, transverse: null }, rgaaGrid), pages: pages.length }
  const by = { axe: `https://github.com/dequelabs/axe-core/releases/tag/v${tools['axe']}`, trefle: `urn:trefle:${tools['trefle']}` }
  return { content: `${JSON.stringify(earlReport(report, rgaaGrid, wcagAnchors, by), null, 1)}\n`, pages: pages.length }
}

/** Under `trefle export`: the grids that a person goes on with. */
export function registerGridExports(command: Command): void {
  for (const [name, description] of Object.entries(formats)) {
    command.command(name)
      .description(description)
      .addOption(dataOption())
      .requiredOption('--site <id>', 'site de sites.yml')
      .requiredOption('--out <fichier>', 'fichier à créer')
      .helpOption('-h, --help', 'affiche cette aide')
      .addHelpText('after', `
Exemple :
  trefle export ${name} --data datasets/ma-ville --site portail --out portail.${name === 'earl' ? 'json' : name === 'ara-csv' ? 'csv' : 'ods'}

La machine n’écrit que des échecs prouvés et des absences prouvées. Tout le reste est « non testé » : c’est à une personne de juger.${name === 'earl' ? '\nLa forme suit l’exemple que le W3C documente pour l’import dans WCAG-EM Report Tool ; l’outil lui-même n’a pas été essayé.' : ''}`)
      .action(async ({ data, site, out }: { data: string; site: string; out: string }) => {
        const { content, pages } = await exportGrid(name as GridFormat, data, site)
        await writeNew(out, content)
        say(`${pages} pages écrites dans ${out}`)
      })
  }
}
