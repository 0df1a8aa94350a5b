import { Option, type Command } from 'commander'
import { dayOf } from '#lib/time/period'
import { exitCodes } from '#effects/command/errors'
import { allowPrivateOption, dataOption, wholeNumber } from '#effects/command/options'
import { printJson, say } from '#effects/command/terminal'
import { missingFigures } from '#effects/asking/missing-figures'
import { lastImport } from '#effects/record/observations'
import { probeSources } from '#effects/sources/probe'
import { healthOf, isWell, type SourceHealth } from '#effects/sources/source-health'

export type Diagnosis = { at: string; sources: SourceHealth[]; /** Indicators that no figure of the record feeds, by id. */ withoutFigures: string[] }

/** Tries every source of a territory, writes nothing. Throws a UsageError when the territory's own files are to correct. */
export async function doctor({ dataDir, at, allowPrivate = false, withinMs = 60_000 }: { dataDir: string; at: string; allowPrivate?: boolean; withinMs?: number }): Promise<Diagnosis> {
  const probes = await probeSources({ dataDir, at, allowPrivate, withinMs })
  const sources = await Promise.all(probes.map(async (probe) => healthOf(probe, (await lastImport(dataDir, probe.source.id))?.at ?? null, dayOf(at))))
  return { at, sources, withoutFigures: (await missingFigures(dataDir)).map(({ indicator }) => indicator) }
}

function describe({ sources, withoutFigures }: Diagnosis): void {
  if (sources.length === 0) say('Aucune source dans sources.yml.')
  for (const { source, name, answers, ageDays, overdue, figures, problems, missing } of sources) {
    const age = ageDays === null ? 'jamais lue' : ageDays === 0 ? 'lue aujourd’hui' : `lue il y a ${ageDays} ${ageDays === 1 ? 'jour' : 'jours'}`
    say(`${answers ? '● répond' : '○ ne répond pas'}  ${source} (${name}) : ${age}${overdue ? ', à relire' : ''}${figures === null ? '' : `, ${figures} chiffres`}`)
    for (const sentence of [...problems, ...missing]) say(`    ${sentence}`)
  }
  if (withoutFigures.length > 0) say(`${withoutFigures.length} indicateurs attendent encore leur premier chiffre : « trefle ask » prépare les demandes.`)
}

export function register(program: Command): void {
  program.command('doctor')
    .description('dit, pour chaque source, si elle répond, de quand elle date et ce qui y manque')
    .addOption(dataOption())
    .addOption(new Option('--within <s>', 'temps donné à toutes les sources ensemble, en secondes').argParser(wholeNumber(1, 600)).default(60))
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json']).default('text'))
    .addOption(allowPrivateOption())
    .addHelpText('after', `
Exemples :
  trefle doctor --data datasets/ma-ville
  trefle doctor --data datasets/ma-ville --format json

Code de sortie 0 si toutes répondent et sont à jour, 3 si l’une ne répond pas ou est à relire. Rien n’est écrit.`)
    .action(async ({ data, within, format, allowPrivate }: { data: string; within: number; format: 'text' | 'json'; allowPrivate: boolean }) => {
      const diagnosis = await doctor({ dataDir: data, at: new Date().toISOString(), allowPrivate, withinMs: within * 1000 })
      if (format === 'json') printJson(diagnosis)
      else describe(diagnosis)
      process.exitCode = diagnosis.sources.every(isWell) ? exitCodes.fine : exitCodes.notMeasured
    })
}
