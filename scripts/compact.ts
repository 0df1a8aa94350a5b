import type { Command } from 'commander'
import { drawnSeries } from '#lib/publish/publish'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { formatQuantity } from '#lib/words/format'
import { archiveYears } from '#effects/record/archive-years'
import { readPublicationInput } from './compute.ts'

type CompactFlags = { data: string; before: string; archive: string }

export async function compact({ data, before, archive }: CompactFlags): Promise<void> {
  const at = new Date().toISOString()
  if (!/^\d{4}$/.test(before) || before > at.slice(0, 4)) throw new UsageError(`--before « ${before} » n’est pas une année passée.`, `La première année qui reste en détail, par exemple ${Number(at.slice(0, 4)) - 1}.`)
  const { input } = await readPublicationInput({ dataDir: data, now: at })
  const { files, points, bytes, finished } = await archiveYears(data, { before, file: archive, at }, drawnSeries(input))
  if (finished > 0) say(`Un archivage qui avait été coupé est fini : ses ${finished} fichiers ont quitté le registre.`)
  if (files > 0) say(`${files} fichiers mis dans ${archive} (${formatQuantity(bytes, 'B')}) ; ${points} chiffres mensuels restent dans le registre.`)
  say(`Recalculez : trefle compute --data ${data}`)
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
l’empreinte. Le départ des fichiers est scellé avec sa raison. Pour revenir : décompressez ses fichiers d’années (results/<site>/<année>.jsonl) à
leur place.`)
    .action(compact)
}
