import { Option, type Command } from 'commander'
import { defaultWorkers, queueOption, wholeNumber } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { shownAddress } from '#effects/queue/connection'
import { serveLoads } from '#effects/queue/serve-loads'
import { ensureBrowser } from '#effects/visits/ensure-browser'

type WorkerFlags = { queue: string; workers: number; allowWeakened: boolean }

/** Serves until the first Ctrl-C or SIGTERM, then ends what is going on; a second one leaves it to the other workers. */
async function work({ queue, workers, allowWeakened }: WorkerFlags): Promise<void> {
  let done = 0
  const serving = await serveLoads({
    url: queue, chromePath: await ensureBrowser(), workers, allowWeakened,
    onEvent: ({ kind, url, why }) => {
      if (kind === 'finished') done += 1
      if (kind !== 'started') say(kind === 'finished' ? `✓ ${url}` : `✗ ${url} : ${why}`)
    },
  })
  say(`Travailleur branché sur ${shownAddress(queue)}, ${workers} pages à la fois. Ctrl-C pour l’arrêter.`)
  await new Promise<void>((resolve) => { for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve()) })
  say('Les pages en cours se terminent ; une seconde demande d’arrêt les laisse aux autres travailleurs.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void serving.abandon().then(() => process.exit()))
  await serving.close()
  say(`Arrêté : ${done} pages faites.`)
}

export function register(program: Command): void {
  program.command('worker')
    .description('charge les pages qu’une file demande, sur cette machine, jusqu’à Ctrl-C')
    .addOption(queueOption().makeOptionMandatory())
    .addOption(new Option('--workers <n>', 'pages à la fois, chacune dans son navigateur').argParser(wholeNumber(1, 32)).default(defaultWorkers(), 'selon la machine'))
    .addOption(new Option('--allow-weakened', 'accepte les pages dont le filtre est affaibli (adresses privées, hôtes d’essai) : réservé à une file dont vous tenez seul les clés').default(false))
    .addHelpText('after', `
Exemples :
  trefle worker --queue redis://10.0.0.5:6379
  TREFLE_QUEUE=rediss://:motdepasse@file.ville.fr:6380 trefle worker --workers 8

Une page à la fois par travail ; les résultats reviennent à la commande « trefle audit --queue », qui seule écrit le registre.
Un travailleur qui meurt ne perd rien : sa page passe à un autre. Voir docs/guides/scale.md.

Codes de sortie : 0 arrêté à la demande · 2 file ou navigateur introuvable`)
    .action(work)
}
