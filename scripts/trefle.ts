#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import packageJson from '../package.json' with { type: 'json' }
import { register as ask } from './ask.ts'
import { register as audit } from './audit.ts'
import { register as bench } from './bench.ts'
import { register as build } from './build.ts'
import { register as check } from './check.ts'
import { register as compute } from './compute.ts'
import { register as demo } from './demo.ts'
import { register as doctor } from './doctor.ts'
import { register as explain } from './explain.ts'
import { register as exportFleet } from './export.ts'
import { register as importSites } from './import.ts'
import { register as init } from './init.ts'
import { register as match } from './match.ts'
import { register as merge } from './merge.ts'
import { register as pull } from './pull.ts'
import { register as report } from './report.ts'
import { register as sample } from './sample.ts'
import { register as whatIf } from './what-if.ts'
import { exitCodes, Interrupted, UsageError } from '#effects/command/errors'
import { frenchHelp, wordsOf } from '#effects/command/french-command'
import { colours, say } from '#effects/command/terminal'

const examples = `
Exemples :
  trefle demo                                   tout le chemin sur la ville d’exemple
  trefle check https://www.ville.fr/            une adresse, un tableau
  trefle audit --data datasets/ma-ville         les sites d’un territoire
  trefle compute --data datasets/ma-ville       les indicateurs, depuis le registre

Codes de sortie : 0 tout va bien · 1 un budget est dépassé · 2 commande ou configuration à corriger
                  3 pas assez de mesures · 70 erreur interne · 130 arrêt par Ctrl-C`

const program = new Command('trefle')
  .description('Mesure le numérique responsable d’une collectivité : sites, équipements, salle serveurs, promesses.')
  .version(packageJson.version, '-V, --version', 'affiche la version')
  .helpOption('-h, --help', 'affiche cette aide')
  .helpCommand('help [commande]', 'affiche l’aide d’une commande')
  .addHelpText('after', examples)
  .usage('[options] [commande]')
  .configureHelp(frenchHelp)
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })

for (const register of [demo, init, importSites, sample, audit, pull, doctor, ask, match, compute, build, check, exportFleet, merge, report, explain, whatIf, bench]) register(program)
for (const command of program.commands) command.exitOverride().copyInheritedSettings(program).helpOption('-h, --help', 'affiche cette aide')

/** Turns what stopped a verb into an exit code; a bug keeps its stack. */
function exitCodeOf(error: unknown): number {
  const { red } = colours(process.stderr)
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.fine
    if (error.code !== 'commander.help') say(`${red('✗')} ${wordsOf(error)} Voyez « trefle --help ».`)
    else program.outputHelp()
    return exitCodes.usage
  }
  if (error instanceof UsageError) {
    say(`${red('✗')} ${error.message}\n  → ${error.mend}`)
    return exitCodes.usage
  }
  if (error instanceof Interrupted) {
    say(`Arrêté à votre demande. ${error.mend}`)
    return exitCodes.interrupted
  }
  say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  say('Ceci est un défaut de Trèfle : signalez-le avec les lignes qui précèdent.')
  return exitCodes.internal
}

// A reader that has seen enough (`| head`) closes the pipe: no reason to stop the work, nor a defect.
for (const stream of [process.stdout, process.stderr]) stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
