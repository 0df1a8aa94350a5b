import type { Command } from 'commander'
import { exitCodes, UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { colours, say } from '#effects/command/terminal'
import { danglingKeys, type Dangling } from '#effects/record/foreign-keys'
import { readObservations } from '#effects/record/observations'
import { spokenUnexplained, unexplainedChanges } from '#effects/record/dated-editions'
import { checkSeals, sealRecord, type Break, type SealsState } from '#effects/record/seals'
import { readRecord } from '#effects/record/store'
import { readTerritoryFolder } from '#effects/territory/territory'

export type Verified = SealsState & { dangling: Dangling[]; recalculated: Awaited<ReturnType<typeof unexplainedChanges>>; unfinished: string[]; torn: { file: string; line: number }[]; pages: number; observations: number }

/** Reads a territory's whole record against its seals and against itself. Throws a UsageError for a line that cannot be read. */
export async function verify(dataDir: string): Promise<Verified> {
  const { sites } = await readTerritoryFolder(dataDir)
  const [seals, record, observations] = [await checkSeals(dataDir), await readRecord(dataDir), await readObservations(dataDir)]
  return { ...seals, recalculated: await unexplainedChanges(dataDir), dangling: danglingKeys(record, new Set(sites.map(({ id }) => id))), unfinished: record.unfinished, torn: record.torn, pages: record.pages.length, observations: observations.length }
}

const breakWords: Record<Break['kind'], string> = {
  rewritten: 'des lignes déjà scellées ont changé', shortened: 'des lignes déjà scellées ont disparu', gone: 'le fichier a disparu', chain: 'un sceau a été retiré ou modifié',
}

function describe(found: Verified): void {
  const { red, green, dim } = colours(process.stderr)
  for (const { file, kind, since } of found.breaks) say(`${red('✗')} ${file} : ${breakWords[kind]} (sceau du ${since})`)
  for (const { file, what } of found.dangling) say(`${red('✗')} ${file} : ${what}`)
  for (const change of found.recalculated) say(`${red('✗')} ${spokenUnexplained(change)}`)
  for (const { file, line } of found.torn) say(`○ ${file}, ligne ${line} : coupée par un arrêt ; la prochaine écriture l’ôtera`)
  for (const run of found.unfinished) say(`○ la visite ${run} n’est pas finie : ses pages ne comptent dans aucun chiffre`)
  if (found.unsealed.length > 0) say(`○ ${found.unsealed.length} fichiers ont des lignes que rien ne scelle encore : ${found.unsealed.slice(0, 5).join(', ')}${found.unsealed.length > 5 ? '…' : ''}`)
  const sound = isSound(found)
  say(`${sound ? green('✓') : red('✗')} ${found.seals} sceaux, ${found.pages} visites de pages, ${found.observations} observations${found.head === null ? '' : dim(` · dernier sceau ${found.head.slice(0, 12)}`)}`)
  if (found.recalculated.length > 0) say('  → Dites dans errata.yml ce qui était faux et pourquoi, ou reprenez ce qui a changé dans l’historique git.')
  if (found.breaks.length + found.dangling.length > 0) say('  → Reprenez ces fichiers dans l’historique git. Si la réécriture est voulue : trefle verify --accept <fichier> --reason "…"')
}

/** True when nothing of the past was rewritten, nothing is missing, and no frozen figure changed without a known cause. */
export const isSound = ({ breaks, dangling, recalculated }: Verified): boolean => breaks.length + dangling.length + recalculated.length === 0

type VerifyFlags = { data: string; seal: boolean; accept: string[]; reason?: string; format: string }

async function verifyAsAsked({ data, seal, accept, reason, format }: VerifyFlags): Promise<void> {
  if (accept.length > 0 && reason === undefined) throw new UsageError('Une réécriture du passé s’accepte avec sa raison.', 'Ajoutez --reason "…" : elle restera dans le registre.')
  if (accept.length > 0 && reason !== undefined) {
    const broken = new Set((await checkSeals(data)).breaks.map(({ file }) => file))
    const sound = accept.find((file) => !broken.has(file))
    if (sound !== undefined) throw new UsageError(`${sound} n’a rien à accepter : son passé est intact.`, 'Donnez le chemin tel que « trefle verify » l’écrit.')
    await sealRecord(data, 'verify', new Date().toISOString(), { files: accept, reason })
  } else if (seal) await sealRecord(data, 'verify', new Date().toISOString())
  const found = await verify(data)
  if (format === 'json') process.stdout.write(`${JSON.stringify({ schema: 'trefle/verify@1', sound: isSound(found), ...found }, null, 2)}\n`)
  else describe(found)
  if (!isSound(found)) process.exitCode = exitCodes.budgetExceeded
}

export function register(program: Command): void {
  program.command('verify')
    .description('vérifie que le registre d’un territoire n’a fait que grandir, et que ses lignes se tiennent')
    .addOption(dataOption())
    .option('--seal', 'scelle d’abord ce qui ne l’est pas encore, par exemple après une fusion git', false)
    .option('--accept <fichier...>', 'accepte la réécriture de ces fichiers, avec sa raison', [])
    .option('--reason <texte>', 'pourquoi le passé a été réécrit')
    .option('--format <format>', 'table ou json', 'table')
    .addHelpText('after', `
Exemples :
  trefle verify --data datasets/ma-ville
  trefle verify --data datasets/ma-ville --format json | jq .head
  trefle verify --data datasets/ma-ville --accept results/portail/2024.jsonl --reason "Détail de 2024 mis en archive"

Chaque commande qui ajoute au registre le scelle (seals.jsonl). Notez ailleurs le dernier sceau : il dit si les sceaux eux-mêmes ont été coupés.

Codes de sortie : 0 tout se tient · 1 le passé a été réécrit, une ligne manque, ou un chiffre figé a changé sans cause · 2 registre illisible`)
    .action(verifyAsAsked)
}
