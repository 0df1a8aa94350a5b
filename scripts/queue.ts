import { Option, type Command } from 'commander'
import { queueOption } from '#effects/command/options'
import { printJson, say } from '#effects/command/terminal'
import { shownAddress } from '#effects/queue/connection'
import { openQueueState, type QueueState } from '#effects/queue/queue-state'

type QueueFlags = { queue: string; drop: boolean; format: 'table' | 'json' }

function describe({ workers, waiting, active, delayed, deadInAll, dead }: QueueState): void {
  say(`travailleurs : ${workers} · pages en attente : ${waiting}, en cours : ${active}, remises à plus tard : ${delayed}, abandonnées : ${deadInAll}`)
  for (const { url, run, why, tries } of dead) say(`  ✗ ${url} (visite ${run}, ${tries} essais) : ${why}`)
  if (deadInAll > dead.length) say(`  … les ${dead.length} dernières sont montrées`)
}

async function show({ queue, drop, format }: QueueFlags): Promise<void> {
  const state = await openQueueState(queue)
  try {
    const now = await state.read()
    if (format === 'json') printJson({ schema: 'trefle/queue@1', ...now })
    else describe(now)
    if (drop) say(`${await state.dropDead()} pages abandonnées sont effacées de ${shownAddress(queue)}.`)
  } finally {
    await state.close()
  }
}

export function register(program: Command): void {
  program.command('queue')
    .description('montre ce que contient une file : attente, travail en cours, pages abandonnées et pourquoi')
    .addOption(queueOption().makeOptionMandatory())
    .addOption(new Option('--drop', 'efface les pages abandonnées').default(false))
    .addOption(new Option('--format <format>', 'forme de la réponse').choices(['table', 'json']).default('table'))
    .addHelpText('after', `
Exemples :
  trefle queue --queue redis://10.0.0.5:6379
  trefle queue --queue redis://10.0.0.5:6379 --format json | jq .waiting
  trefle queue --queue redis://10.0.0.5:6379 --drop

Une page abandonnée est « non mesurée » dans sa visite, avec cette raison. Une fois la cause levée, visitez de nouveau son site : trefle audit <site>.`)
    .action(show)
}
