import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Profile } from '#model/evidence'
import type { OnUnmeasured } from '#lib/gate/verdict'
import { isLoopback } from '#lib/web/loopback'
import type { Output } from '../ci-reports/formats.ts'
import { wholeNumber } from '../command/options.ts'
import { defaultBaseline } from './baseline-file.ts'
import { defaultBudgets } from './budgets.ts'
import type { Shard } from './targets.ts'

/** What the command line says of a check. */
export type CheckOptions = {
  format?: readonly Output[]; passes: string; runs: number; profile: Profile; workers: number; perHost?: number; deadline: number
  allowPrivate: boolean; ignoreRobots: boolean; scenario?: string; contact?: string; data?: string; fixtures?: string
  sitemap?: string; site?: string; static?: string; maxPages: number; shard?: Shard
  budgets?: string; baseline?: string; updateBaseline: boolean; reference?: string; map?: readonly string[]; only?: readonly string[]; skip?: readonly string[]; onUnmeasured: OnUnmeasured; push?: string; requirePush: boolean
}

/** "2/5" */
function shardOf(text: string): Shard {
  const [, index, of] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number)
  if (index === undefined || of === undefined || index < 1 || index > of) throw new InvalidArgumentError(`« ${text} » : une part est attendue, par exemple 2/5.`)
  return { index, of }
}

/** A token does not travel in clear, but to one's own machine. */
function serviceAddress(text: string): string {
  const url = URL.parse(text)
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(text))) || url.username !== '' || url.password !== '') throw new InvalidArgumentError(`« ${text} » : une adresse https est attendue, sans mot de passe.`)
  return url.href
}

const listOf = (text: string, known: readonly string[] | undefined): readonly string[] => [...(known ?? []), ...text.split(',').map((name) => name.trim()).filter((name) => name !== '')]

/** Adds what a check visits, and what it holds the pages to. */
export function withGateOptions(command: Command): Command {
  return command
    .addOption(new Option('--sitemap <adresse|fichier>', 'les pages d’un plan de site XML'))
    .addOption(new Option('--site <id>', 'les pages d’un site du territoire (avec --data)'))
    .addOption(new Option('--static <dossier>', 'un site construit, servi en local par Trèfle ; les pages se donnent alors par leur chemin'))
    .addOption(new Option('--max-pages <n>', 'pages au plus d’un plan de site ou d’un dossier').argParser(wholeNumber(1, 5000)).default(20))
    .addOption(new Option('--shard <n/total>', 'une part des pages, par exemple 2/5').argParser(shardOf))
    .addOption(new Option('--budgets <fichier>', `budgets : ${defaultBudgets} (lu de lui-même s’il est là), lighthouserc, budget.json, .pa11yci ou sitespeed.io`))
    .addOption(new Option('--baseline <fichier>', `dettes acceptées : ${defaultBaseline} (lu de lui-même s’il est là)`))
    .addOption(new Option('--update-baseline', 'écrit les dettes d’aujourd’hui, ou resserre celles qui sont acceptées ; n’en ajoute jamais à un fichier existant').default(false))
    .addOption(new Option('--reference <fichier|adresse|git>', 'à quoi comparer : un rapport JSON, un site mesuré en alternance, ou une référence git (main, main:chemin.json)'))
    .addOption(new Option('--map <essai=production>', 'compare chaque page à celle de production, mesurées en alternance ; se répète').argParser((text: string, known: readonly string[] | undefined) => [...(known ?? []), text]).conflicts('reference'))
    .addOption(new Option('--only <audits>', 'seulement ces audits, ou freedom/*').argParser(listOf))
    .addOption(new Option('--skip <audits>', 'sans ces audits, ou sobriety/*').argParser(listOf))
    .addOption(new Option('--on-unmeasured <quoi>', 'ce qui n’a pas pu être mesuré, ou pas de façon stable : fail (code 3) ou warn (code 0)').choices(['fail', 'warn']).default('fail'))
    .addOption(new Option('--push <adresse>', 'envoie le contrôle à la boîte de réception d’un service Trèfle (jeton : TREFLE_TOKEN)').argParser(serviceAddress))
    .addOption(new Option('--require-push', 'un envoi manqué donne le code 3').default(false))
}
