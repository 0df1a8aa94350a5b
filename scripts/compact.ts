import type { Command } from 'commander'
import { drawnSeries } from '#lib/publish/publish'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { archiveYears } from '#effects/record/archive-years'
import { readPublicationInput } from './compute.ts'

type CompactFlags = { data: string; before: string; archive: string }

async function compact({ data, before, archive }: CompactFlags): Promise<void> {
  const at = new Date().toISOString()
  if (!/^\d{4}$/.test(before) || before > at.slice(0, 4)) throw new UsageError(`--before « ${before} » n’est pas une année passée.`, `La première année qui reste en détail, par exemple ${Number(at.slice(0, 4)) - 1}.`)
  const { input } = await readPublicationInput({ dataDir: data, now: at })
  const { files, points, bytes } = await archiveYears(data, { before, file: archive, at }, drawnSeries(input))
  say(`${files} fichiers mis dans ${archive} (${(bytes / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo) ; ${points} chiffres mensuels restent dans le registre.\nRecalculez : trefle compute --data ${data}`)
}

export function register(program: Command): void {
  program.command('compact')
    .description('met le détail des années passées dans une archive, et en garde les chiffres de chaque mois')
    .addOption(dataOption())
    .requiredOption('--before <année>', 'première année qui reste en détail')
    .requiredOption('--archive <fichier>', 'archive ZIP à écrire, à garder à part')
    .addHelpText('after', `
Exemple :
  trefle compact --before 2025 --archive archives/ma-ville-2024.zip --data datasets/ma-ville

Les courbes des indicateurs gardent un point par mois. Les verdicts page par page sont dans l’archive, dont le registre garde le nom et
l’empreinte. Le départ des fichiers est scellé avec sa raison.`)
    .action(compact)
}
