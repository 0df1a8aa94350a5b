import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { NightlyReport } from '#model/nightly'
import { exitCodes, UsageError } from '#effects/command/errors'
import { allowPrivateOption, dataOption, deadlineOption, perHostOption, workersOption } from '#effects/command/options'
import { printJson, say } from '#effects/command/terminal'
import { approve, nightly } from '#effects/nightly/nightly'
import { readFixtures } from '#effects/network/fixtures'

const outcomeWords: Record<NightlyReport['outcome'], (report: NightlyReport, data: string) => string> = {
  published: () => 'Publié.',
  waiting: ({ id }, data) => `Rien n’est publié encore. Pour publier : trefle run --data ${data} --approve ${id}`,
  'nothing-new': () => 'Rien de nouveau : ce qui est public reste tel quel.',
  kept: () => 'Une étape a échoué : la dernière bonne publication reste en ligne, avec sa date.',
  built: () => 'Les pages sont construites ; nightly.yml ne dit pas où les publier.',
}

type RunFlags = { data: string; var: string; publish: boolean; approve?: string; skip: ('pull' | 'audit')[]; workers: number; perHost?: number; deadline: number; allowPrivate: boolean; fixtures?: string; format: 'text' | 'json' }

async function runAsAsked({ data, var: varDir, publish, approve: id, skip, workers, perHost, deadline, allowPrivate, fixtures, format }: RunFlags): Promise<void> {
  if (id !== undefined && publish) throw new UsageError('--approve publie déjà ce qui est prêt.', 'Retirez --publish.')
  const visit = { workers, deadlineMs: deadline * 1000, allowPrivate, fixtures: fixtures ? await readFixtures(fixtures) : null, ...(perHost === undefined ? {} : { perHost }) }
  const common = { dataDir: data, varDir: resolve(varDir) }
  const report = id === undefined ? await nightly({ ...common, at: new Date().toISOString(), publish, skip, visit, environment: process.env }) : await approve({ ...common, id })
  say(outcomeWords[report.outcome](report, data))
  if (format === 'json') printJson(report)
  process.exitCode = exitCodeOf(report)
}

/** A step that met a bug stops no other, and is no failure that a timer or a pipeline may allow. */
export function exitCodeOf({ steps }: NightlyReport): number {
  if (steps.some(({ bug }) => bug)) return exitCodes.internal
  return steps.some(({ outcome }) => outcome === 'failed') ? exitCodes.notMeasured : exitCodes.fine
}

export function register(program: Command): void {
  program.command('run')
    .description('fait tout d’une traite : sources, visites, indicateurs, pages, puis publication si elle est permise')
    .addOption(dataOption())
    .option('--publish', 'publie sans attendre qu’une personne ait lu ce qui change', false)
    .option('--approve <visite>', 'publie ce qu’une visite précédente a laissé prêt')
    .addOption(new Option('--skip <étapes...>', 'étapes que l’on ne fait pas cette fois').choices(['pull', 'audit']).default([]))
    .option('--var <dossier>', 'fichiers de travail : preuves, pages construites, comptes rendus', 'var')
    .addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption()).addOption(allowPrivateOption())
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addOption(new Option('--format <format>', 'forme du compte rendu').choices(['text', 'json']).default('text'))
    .addHelpText('after', `
Exemples :
  trefle run --data datasets/ma-ville                    s’arrête avant de publier et montre ce qui deviendrait public
  trefle run --data datasets/ma-ville --approve 2026-11-22T034000Z
  trefle run --data datasets/ma-ville --publish          la nuit, quand la publication est permise d’avance

La destination et les alertes sont dans nightly.yml. Une étape qui échoue laisse les dernières bonnes données, datées.
Une visite arrêtée est reprise au lancement suivant. Voir docs/guides/nightly.md.

Codes de sortie : 0 tout est fait, ou prêt à publier · 2 configuration à corriger · 3 une étape a échoué · 70 une étape a rencontré un défaut de Trèfle · 130 arrêt par Ctrl-C`)
    .action(runAsAsked)
}
