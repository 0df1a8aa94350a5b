import { Command, CommanderError } from 'commander'
import { exitCodes, Interrupted, UsageError } from './errors.ts'
import { frenchHelp, wordsOf } from './french-command.ts'
import { colours, say } from './terminal.ts'

type Verb = (program: Command) => void

function programOf({ version, examples, verbs }: { version: string; examples: string; verbs: readonly Verb[] }): Command {
  const program = new Command('trefle')
    .description('Mesure le numérique responsable d’une collectivité : sites, équipements, salle serveurs, promesses.')
    .version(version, '-V, --version', 'affiche la version')
    .helpOption('-h, --help', 'affiche cette aide')
    .helpCommand('help [commande]', 'affiche l’aide d’une commande')
    .addHelpText('after', examples)
    .configureHelp(frenchHelp)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  for (const register of verbs) register(program)
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program).helpOption('-h, --help', 'affiche cette aide')
  return program
}

/** Turns what stopped a verb into an exit code; a bug keeps its stack. */
function exitCodeOf(error: unknown, program: Command): number {
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

/** Runs the command line with these verbs, and leaves the exit code of the process. */
export async function runProgram(options: { version: string; examples: string; verbs: readonly Verb[] }): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe: no reason to stop the work, nor a defect.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })
  const program = programOf(options)
  try {
    await program.parseAsync()
  } catch (error) {
    process.exitCode = exitCodeOf(error, program)
  }
}
