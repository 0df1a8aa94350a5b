import { resolve, join } from 'node:path'
import { Option, type Command } from 'commander'
import type { LocalWord, Parsed } from '#lib/define'
import { counted } from '#lib/gate/value-words'
import { Day } from '#model/quantity'
import type { ImportReport } from '#model/source'
import { exitCodes, UsageError } from '#effects/command/errors'
import { allowPrivateOption, dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { recordingIo } from '#effects/recording/recording-io'
import { laterInventory } from '#effects/inventory/later-inventory'
import { inventoryProposal } from '#effects/inventory/word-proposals'
import { appendImportReport, appendObservations, type Appended } from '#effects/record/observations'
import { sealRecord } from '#effects/record/seals'
import { writePlaces } from '#effects/places/places-file'
import { spokenShares } from '#effects/sources/known-shares'
import { probeSources, type ProbeOptions } from '#effects/sources/probe'
import { readSources } from '#effects/territory/read-sources'

export type PullOptions = {
  dataDir: string
  /** Id of one source of sources.yml; all of them without it. */
  source?: string
  /** Instant of the pull (ISO 8601, UTC). */
  at: string
  /** Reads and reports, writes nothing. */
  dryRun?: boolean
  /** A past inventory, read for its year only: its day, and its file inside the territory folder. */
  past?: { asOf: string; file: string }
  /** Opens private addresses and all their ports, as for a server on the same machine. */
  allowPrivate?: boolean
  /** Folder where the replies are written, anonymised. */
  record?: string
  /** Called after each source; `appended` is null in a dry run; `words` are for the terminal only. */
  onReport?: (report: ImportReport, appended: Appended | null, words: readonly LocalWord[]) => void
}

/**
 * Reads the sources of a territory, one after the other, and adds to its record what they state.
 * Throws a UsageError for a source, a connector, a setting or a file that a person has to correct.
 */
export async function pull({ dataDir, source: id, at, dryRun = false, past, allowPrivate = false, record, onReport }: PullOptions): Promise<ImportReport[]> {
  if (past && id === undefined) throw new UsageError('Un inventaire passé se charge source par source.', 'Nommez la source : trefle pull <source> --as-of AAAA-MM-JJ --file sources/….')
  if (past && past.asOf > at.slice(0, 10)) throw new UsageError(`Un inventaire passé ne peut pas être du ${past.asOf} : ce jour n’est pas encore venu.`, 'Donnez à --as-of le jour où l’inventaire a été fait.')
  const reports: ImportReport[] = []
  const readings = readSources({
    dataDir, at, allowPrivate, ...(id === undefined ? {} : { source: id }), ...(past ? { override: past } : {}),
    around: (io, source) => {
      if (past && !('file' in source.settings)) throw new UsageError(`La source ${source.id} n’est pas un fichier : elle ne donne que l’état d’aujourd’hui.`, 'Chargez le passé depuis un fichier de l’époque, avec une source inventory-csv ou inventory-xlsx.')
      return record === undefined ? io : recordingIo(io, join(resolve(record), source.id), (what) => { say(`${source.id} : ${what} n’a pas été gardé : son format ne sait pas être anonymisé.`) })
    },
  })
  for await (const { source, parsed } of readings) {
    const { observations, report: read, words = [] } = past ? ofYear(parsed, past.asOf) : parsed
    const day = past?.asOf ?? (typeof source.settings.asOf === 'string' ? source.settings.asOf : null)
    const later = day === null ? null : await laterInventory(dataDir, source, day)
    const report = later === null ? read : { ...read, notes: [...read.notes, { line: null, message: `Le registre tient déjà l’inventaire du ${later}, plus récent que celui du ${day} : il reste celui de son année.` }] }
    const appended = dryRun ? null : later === null ? await appendObservations(dataDir, source.connector, observations) : { appended: 0, superseded: 0, unchanged: 0 }
    if (!dryRun) await appendImportReport(dataDir, report, past?.asOf)
    if (!dryRun && !past && parsed.places) await writePlaces(dataDir, { source: source.id, at }, parsed.places)
    onReport?.(report, appended, words)
    reports.push(report)
  }
  if (!dryRun) await sealRecord(dataDir, 'pull', at)
  return reports
}

/** A past inventory speaks of its own year: what it knew of the years before, the record knows from their own inventories. */
function ofYear(parsed: Parsed, asOf: string): Parsed {
  return { ...parsed, observations: parsed.observations.filter(({ period }) => period.startsWith(asOf.slice(0, 4))) }
}

/** The end of an import, as a person reads it on the terminal: what was kept, what was not and why. */
export function describeImport(report: ImportReport, appended: Appended | null, words: readonly LocalWord[] = []): void {
  say(`${report.source} (${report.read.from}) : ${lineCounts(report)}`)
  const { of, shares } = spokenShares(report)
  if (shares.length > 0) say(`  connus, parmi les ${of} ${of === 'lignes' ? 'gardées' : 'gardés'} : ${shares.map(({ word, share }) => `${word} ${Math.floor(100 * share)} %`).join(', ')}`)
  sayFirst(report.rejected.map(({ line, reason, mend }) => `  ligne ${line} : ${reason} → ${mend}`), 'autre ligne rejetée', 'autres lignes rejetées')
  sayFirst(report.duplicates.map(({ line, sameAs }) => `  ligne ${line} : déjà à la ligne ${sameAs}`), 'autre ligne en double', 'autres lignes en double')
  for (const { line, message } of report.notes) say(`  ${line === null ? '' : `ligne ${line} : `}${message}`)
  describeWords(words)
  if (appended === null) say('  Essai : rien n’a été écrit.')
  else say(`  registre : ${appended.appended} observations ajoutées, ${appended.superseded} corrigées, ${appended.unchanged} inchangées`)
}

/** Every line that was read has one fate: the four add up. */
export function lineCounts({ read, kept, rejected, duplicates }: ImportReport): string {
  const apart = read.lines - kept - rejected.length - duplicates.length
  return `${counted(read.lines, 'ligne lue', 'lignes lues')} = ${counted(kept, 'gardée', 'gardées')} + ${counted(rejected.length, 'rejetée', 'rejetées')} + ${counted(duplicates.length, 'doublon', 'doublons')} + ${counted(apart, 'mise à part', 'mises à part')} (titres, en-têtes, totaux, hors périmètre…)`
}

const SHOWN = 50

function sayFirst(sentences: readonly string[], another: string, others: string): void {
  for (const sentence of sentences.slice(0, SHOWN)) say(sentence)
  if (sentences.length > SHOWN) say(`  et ${counted(sentences.length - SHOWN, another, others)}, à lire dans le compte rendu du registre (imports/)`)
}

/** What a person can correct once, in inventory.yml and matches.yml; these words are shown here and written nowhere. */
function describeWords(words: readonly LocalWord[]): void {
  const proposal = inventoryProposal(words)
  if (proposal.length > 0) say(['  À compléter, puis à coller dans inventory.yml :', ...proposal.map((line) => `    ${line}`)].join('\n'))
  if (words.some((word) => word.kind === 'type' && word.guess === null)) say('  Des appareils n’ont pas de type de référence : « trefle match » les liste.')
}

/** What would be read, source by source: one that fails or is late does not keep the others from being told. */
async function tryAll(options: ProbeOptions): Promise<void> {
  const probes = await probeSources(options)
  for (const probe of probes) {
    if (probe.state === 'failed') say(`${probe.source.id} : ${probe.problem}\n  → ${probe.mend}`)
    else if (probe.state === 'late') say(`${probe.source.id} : n’a pas répondu en une minute.`)
    else describeImport(probe.parsed.report, null, probe.parsed.words)
  }
  const read = probes.filter(({ state }) => state === 'read').length
  say(`${read} sources lues sur ${probes.length}. Rien n’a été écrit.`)
  if (read < probes.length) process.exitCode = exitCodes.notMeasured
}

type Flags = { data: string; dryRun: boolean; dry: boolean; asOf?: string; file?: string; record?: string; allowPrivate: boolean }

export function register(program: Command): void {
  program.command('pull')
    .description('lit les sources d’un territoire (inventaires, compteurs) et les ajoute à son registre')
    .argument('[source]', 'identifiant de sources.yml ; toutes par défaut')
    .addOption(dataOption())
    .option('--dry-run', 'lit et rend compte, n’écrit rien dans le registre', false)
    .option('--dry', 'essaie toutes les sources à la fois, en une minute au plus, et dit ce qui serait lu', false)
    .addOption(new Option('--as-of <jour>', 'charge un inventaire passé, pour l’année de ce jour (AAAA-MM-JJ)').argParser(day))
    .option('--file <fichier>', 'avec --as-of : l’inventaire de cette époque, dans le dossier du territoire')
    .option('--record <dossier>', 'garde les réponses anonymisées, à relire avant de les donner')
    .addOption(allowPrivateOption())
    .addHelpText('after', `
Exemples :
  trefle pull --data datasets/ma-ville
  trefle pull parc-informatique --data datasets/ma-ville --dry-run
  trefle pull parc-informatique --data datasets/ma-ville --as-of 2022-12-31 --file sources/parc-2022.csv
  trefle pull glpi --data datasets/ma-ville --dry-run --record reponses`)
    .action(async (source: string | undefined, { data, dryRun, dry, asOf, file, record, allowPrivate }: Flags) => {
      if (dry) { await tryAll({ dataDir: data, at: new Date().toISOString(), allowPrivate, withinMs: 60_000, ...(source === undefined ? {} : { source }) }); return }
      if ((file === undefined) !== (asOf === undefined)) throw new UsageError('--as-of et --file vont ensemble.', 'Donnez le jour et le fichier de l’inventaire passé ; celui d’aujourd’hui s’écrit dans sources.yml.')
      const reports = await pull({
        dataDir: data, at: new Date().toISOString(), dryRun, allowPrivate, onReport: describeImport,
        ...(source === undefined ? {} : { source }), ...(record === undefined ? {} : { record }),
        ...(asOf === undefined || file === undefined ? {} : { past: { asOf, file } }),
      })
      if (reports.length === 0) say('Aucune source dans sources.yml.')
    })
}

function day(text: string): string {
  const parsed = Day.safeParse(text)
  if (!parsed.success) throw new UsageError(`« ${text} » n’est pas un jour.`, 'Écrivez-le ainsi : 2022-12-31.')
  return parsed.data
}
