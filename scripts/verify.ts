import type { Command } from 'commander'
import type { ArchiveLine } from '#model/archive'
import { counted } from '#lib/gate/value-words'
import { exitCodes, UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { colours, printJson, say } from '#effects/command/terminal'
import { archivesOfFiles } from '#effects/record/archive-years'
import { danglingFindings, type Dangling } from '#effects/record/foreign-keys'
import { checkedCommitments } from '#effects/record/commitment-ledger'
import { spokenUnexplained, unexplainedChanges } from '#effects/record/dated-editions'
import { readErrata } from '#effects/record/errata'
import { readObservations } from '#effects/record/observations'
import { checkSeals, sealRecord, type Break, type SealsState } from '#effects/record/seals'
import { readRecord } from '#effects/record/store'
import { indicatorIds, loadIndicators } from '#effects/territory/discover'
import { readTerritoryFolder } from '#effects/territory/territory'

/** A sentence, and the mend. */
type Refused = Pick<UsageError, 'mend'> & { what: string }

export type Verified = SealsState & {
  /** What cannot be read. */
  refused: Refused[]
  /** What says otherwise than it was published, without saying why. */
  silent: Refused[]
  dangling: Dangling[]
  recalculated: Awaited<ReturnType<typeof unexplainedChanges>>
  /** Sites that were visited, and that sites.yml does not declare any more. */
  retired: string[]
  unfinished: string[]
  torn: { file: string; line: number }[]
  /** Null when they cannot be read. */
  pages: number | null
  observations: number | null
}

async function legible<T>(refused: Refused[], read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    refused.push({ what: error.message, mend: error.mend })
    return null
  }
}

/**
 * Reads a territory's whole record against its seals, against itself and against what was published of it.
 * @param noted first digits of the hash of a seal that somebody noted elsewhere
 * @throws UsageError when its folder, or its seals, cannot be read.
 */
export async function verify(dataDir: string, noted?: string): Promise<Verified> {
  const { sites, commitments, commitmentsFile } = await readTerritoryFolder(dataDir)
  const [seals, ids, now] = [await checkSeals(dataDir, noted), indicatorIds(await loadIndicators()), new Date().toISOString()]
  const [refused, silent]: [Refused[], Refused[]] = [[], []]
  const record = await legible(refused, () => readRecord(dataDir))
  const observations = await legible(refused, () => readObservations(dataDir))
  await legible(silent, () => checkedCommitments(dataDir, commitmentsFile, commitments, now))
  await legible(silent, () => readErrata(dataDir, ids, now))
  const declared = new Set(sites.map(({ id }) => id))
  const archives = await legible(refused, () => archivesOfFiles(dataDir)) ?? new Map<string, ArchiveLine>()
  return {
    ...seals, refused, silent, recalculated: await unexplainedChanges(dataDir),
    breaks: seals.breaks.map((each) => ({ ...each, ...(each.kind === 'gone' && archives.has(each.file) && { archive: archives.get(each.file)?.name }) })),
    dangling: record === null ? [] : [...record.contradicted.map(contradiction), ...danglingFindings(record)],
    retired: [...new Set(record?.pages.map(({ site }) => site))].filter((site) => !declared.has(site)).sort(),
    unfinished: record?.unfinished ?? [], torn: record?.torn ?? [], pages: record?.pages.length ?? null, observations: observations?.length ?? null,
  }
}

const contradiction = (run: string): Dangling => ({ file: 'results/runs.jsonl', what: `la visite ${run} y est écrite deux fois, et pas de même` })

const breakWords: Record<Break['kind'], string> = {
  rewritten: 'des lignes déjà scellées ont changé', shortened: 'des lignes déjà scellées ont disparu', gone: 'le fichier a disparu', chain: 'un sceau a été retiré ou modifié',
  cut: 'le sceau que vous avez noté n’y est plus',
}

/** What is told of one file, at most: a file of findings that is gone is missed by each page. */
const toldOfFile = 3

function describeDangling(dangling: readonly Dangling[], cross: string): void {
  for (const [file, ofFile] of Map.groupBy(dangling, (each) => each.file)) {
    for (const { what } of ofFile.slice(0, toldOfFile)) say(`${cross} ${file} : ${what}`)
    if (ofFile.length > toldOfFile) say(`${cross} ${file} : et ${counted(ofFile.length - toldOfFile, 'autre manque', 'autres manques')} (--format json les dit tous)`)
  }
}

/** What holds, and that a person may like to know. */
function describeNotes({ breaks, torn, unfinished, retired, unsealed, seals, pages, observations }: Verified): void {
  for (const { file, line } of torn.filter(({ file }) => !breaks.some((broken) => file.endsWith(broken.file)))) say(`○ ${file}, ligne ${line} : coupée par un arrêt ; la prochaine écriture l’ôtera`)
  for (const run of unfinished) say(`○ la visite ${run} n’est pas finie : ses pages ne comptent dans aucun chiffre`)
  for (const site of retired) say(`○ le site « ${site} » n’est plus dans sites.yml : son passé reste dans le registre`)
  if (seals === 0 && (pages ?? 0) + (observations ?? 0) > 0) say('○ aucun sceau : rien ne dit si ce registre a été récrit. Pour le sceller : trefle verify --seal')
  else if (unsealed.length > 0) say(`○ des lignes que rien ne scelle encore : ${unsealed.slice(0, 5).join(', ')}${unsealed.length > 5 ? `, et ${counted(unsealed.length - 5, 'autre fichier', 'autres fichiers')}` : ''}`)
}

/** What to do about what does not hold: what was rewritten can be accepted, what is missing or was noted elsewhere cannot. */
export function mendsOf({ breaks, dangling, recalculated }: Pick<Verified, 'breaks' | 'dangling' | 'recalculated'>): string[] {
  const touched = breaks.filter(({ archive }) => archive === undefined)
  return [
    ...(recalculated.length > 0 ? ['Dites dans errata.yml ce qui était faux et pourquoi, ou reprenez ce qui a changé dans l’historique git.'] : []),
    ...(touched.length + dangling.length > 0 ? ['Reprenez ces fichiers dans l’historique git.'] : []),
    ...(touched.some(({ kind }) => kind !== 'cut') ? ['Si la réécriture est voulue : trefle verify --accept <fichier> --reason "…"'] : []),
  ]
}

function describe(found: Verified): void {
  const { red, green, dim } = colours(process.stderr)
  for (const { file, kind, since, archive } of found.breaks) say(`${red('✗')} ${file} : ${archive === undefined ? breakWords[kind] : `mis dans l’archive ${archive}, mais « trefle compact » a été coupé : relancez-le`} (sceau du ${since})`)
  for (const { what, mend } of [...found.refused, ...found.silent]) say(`${red('✗')} ${what}\n  → ${mend}`)
  describeDangling(found.dangling, red('✗'))
  for (const change of found.recalculated) say(`${red('✗')} ${spokenUnexplained(change)}`)
  describeNotes(found)
  const { seals, pages, observations, head } = found
  say(`${isSound(found) ? green('✓') : red('✗')} sceaux : ${seals} · visites de pages : ${pages ?? 'illisibles'} · observations : ${observations ?? 'illisibles'}${head === null ? '' : dim(` · dernier sceau ${head.slice(0, 12)}`)}`)
  for (const mend of mendsOf(found)) say(`  → ${mend}`)
}

/** True when all can be read, nothing of the past was rewritten, and nothing is missing. */
export const isWhole = ({ breaks, refused, dangling }: Verified): boolean => breaks.length + refused.length + dangling.length === 0

/** The same, and no promise, erratum or frozen figure changed without a known cause. */
export const isSound = (found: Verified): boolean => isWhole(found) && found.silent.length + found.recalculated.length === 0

type VerifyFlags = { data: string; noted?: string; seal: boolean; accept: string[]; reason?: string; format: string }

async function verifyAsAsked({ data, noted, seal, accept, reason, format }: VerifyFlags): Promise<void> {
  if (noted !== undefined && !/^[0-9a-f]{12,64}$/.test(noted)) throw new UsageError(`--noted « ${noted} » n’est pas l’empreinte d’un sceau.`, 'Donnez ses douze premiers chiffres, ou tous, tels que « trefle verify » les écrit.')
  if (accept.length > 0 && reason === undefined) throw new UsageError('Une réécriture du passé s’accepte avec sa raison.', 'Ajoutez --reason "…" : elle restera dans le registre.')
  if (accept.length > 0 && reason !== undefined) {
    const broken = new Set((await checkSeals(data)).breaks.map(({ file }) => file))
    const sound = accept.find((file) => !broken.has(file))
    if (sound !== undefined) throw new UsageError(`${sound} n’a rien à accepter : son passé est intact.`, 'Donnez le chemin tel que « trefle verify » l’écrit.')
    await sealRecord(data, 'verify', new Date().toISOString(), { files: accept, reason })
  } else if (seal) {
    // The lock of a seal makes the folder that it stands in: what is no territory is refused first.
    await readTerritoryFolder(data)
    await sealRecord(data, 'verify', new Date().toISOString())
  }
  const found = await verify(data, noted)
  if (format === 'json') printJson({ schema: 'trefle/verify@1', sound: isSound(found), ...found })
  else describe(found)
  if (!isSound(found)) process.exitCode = exitCodes.budgetExceeded
}

export function register(program: Command): void {
  program.command('verify')
    .description('vérifie que le registre d’un territoire n’a fait que grandir, et que ses lignes se tiennent')
    .addOption(dataOption())
    .option('--noted <empreinte>', 'dernier sceau que vous aviez noté ailleurs : il doit encore être là')
    .option('--seal', 'scelle d’abord ce qui ne l’est pas encore, par exemple après une fusion git', false)
    .option('--accept <fichier...>', 'accepte la réécriture de ces fichiers, avec sa raison', [])
    .option('--reason <texte>', 'pourquoi le passé a été réécrit')
    .option('--format <format>', 'table ou json', 'table')
    .addHelpText('after', `
Exemples :
  trefle verify --data datasets/ma-ville
  trefle verify --data datasets/ma-ville --format json | jq .head
  trefle verify --data datasets/ma-ville --noted f37a95e1fbca
  trefle verify --data datasets/ma-ville --accept results/portail/2024.jsonl --reason "Détail de 2024 mis en archive"

Chaque commande qui ajoute au registre le scelle (seals.jsonl). Notez ailleurs le dernier sceau : --noted dit
ensuite si les sceaux eux-mêmes ont été coupés ou refaits.

Codes de sortie : 0 tout se tient · 1 le passé a été réécrit, une ligne manque ou ne se lit plus, ou une promesse ou un chiffre figé a changé sans cause · 2 dossier
ou sceaux illisibles`)
    .action(verifyAsAsked)
}
