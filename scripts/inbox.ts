import { counted } from '#lib/gate/value-words'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { AuditRequest, type InboxDecision, type InboxItem } from '#model/inbox'
import { spokenNumber, typedNumber } from '#lib/inbox/barriers'
import { CheckReport } from '#lib/gate/check-report'
import { cleanText } from '#lib/words/clean'
import { exitCodes, UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { print, say } from '#effects/command/terminal'
import { noteAccepted } from '#effects/inbox/accepted'
import { askVisits, sitesAsked } from '#effects/inbox/asked'
import { describeItem, kindWords } from '#effects/inbox/describe-item'
import { folderDiff, type FileDiff } from '#effects/inbox/folder-diff'
import { inboxOption } from '#effects/inbox/inbox-option'
import { decide, payloadFile, readDecisions, readItems } from '#effects/inbox/store'
import { sealRecord } from '#effects/record/seals'
import { merge } from './merge.ts'

const decisionWords: Record<InboxDecision['decision'], string> = { accepted: 'accepté', done: 'fait', rejected: 'refusé' }
const entersRecord = ({ kind }: Pick<InboxItem, 'kind'>): boolean => kind === 'check' || kind === 'bundle'
/** Nothing more is to be done: a barrier is settled once it is mended, or answered. */
const settles = ({ decision, kind }: InboxDecision): boolean => decision !== 'accepted' || kind !== 'barrier'

/** Items by what a person typed. Throws a UsageError for one that is not there, or is settled. */
async function chosen(inbox: string, typed: readonly string[]): Promise<InboxItem[]> {
  const { items } = await readItems(inbox)
  const settled = new Set((await readDecisions(inbox)).filter(settles).map(({ item }) => item))
  return typed.map((text) => {
    const start = typedNumber(text)
    const found = items.filter(({ id }) => start !== '' && id.startsWith(start))
    const [item] = found
    if (item === undefined || found.length > 1) throw new UsageError(`« ${cleanText(text, 80)} » ne désigne pas un seul envoi.`, 'Voyez-les : trefle inbox list.')
    if (settled.has(item.id)) throw new UsageError(`${item.id} a déjà sa décision.`, 'Voyez-les : trefle inbox list --all.')
    return item
  })
}

async function list({ inbox, all }: { inbox: string; all: boolean }): Promise<void> {
  const { items, quarantined } = await readItems(inbox)
  const decisions = new Map((await readDecisions(inbox)).map((line) => [line.item, line]))
  for (const item of items) {
    const decision = decisions.get(item.id)
    if (all || decision === undefined || !settles(decision))
      print(`${item.kind === 'barrier' ? spokenNumber(item.id) : item.id.slice(0, 12)}  ${item.receivedAt.slice(0, 16)}  ${kindWords[item.kind]}  ${item.bytes} o  ${decision ? decisionWords[decision.decision] : 'à lire'}`)
  }
  for (const name of quarantined) say(`○ ${name} est abîmé : mis dans quarantine/`)
}

/** Merges what was received; what is refused is told by the number of the sending, not by the name of the file that keeps it. */
async function mergeItems(dataDir: string, inbox: string, items: readonly InboxItem[]): Promise<void> {
  const files = items.map((item) => payloadFile(inbox, item))
  await merge(dataDir, files).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(items.reduce((text, item, index) => text.replaceAll(basename(files[index] ?? ''), `L’envoi ${item.id.slice(0, 12)}`), error.message), error.mend)
  })
}

/** What accepting these would write, tried on a copy of the record: the very code of `trefle merge`. */
export async function wouldWrite(dataDir: string, inbox: string, items: readonly InboxItem[]): Promise<FileDiff[]> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-review-'))
  try {
    // What is published of the territory is made anew; that of a commune is part of its archive.
    const leftOut = ['publication', '.git'].map((name) => join(dataDir, name))
    await cp(dataDir, folder, { recursive: true, filter: (path) => !leftOut.includes(join(path)) })
    await mergeItems(folder, inbox, items)
    return await folderDiff(dataDir, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const shownLines = 3
const shownCharacters = 160
const isComputed = ({ path }: FileDiff): boolean => path.includes('/publication/')

/** Each file with the lines it would gain: the first of them, shortened, and in one line the files that were computed from others; or all of them as they are. */
function printDiffs(diffs: readonly FileDiff[], full: boolean): void {
  const [computed = [], stated = []] = full ? [[], diffs] : [diffs.filter(isComputed), diffs.filter((diff) => !isComputed(diff))]
  for (const [folder, files] of Map.groupBy(computed, ({ path }) => dirname(path))) print(`${folder} : ${counted(files.length, 'fichier calculé', 'fichiers calculés')} (--full)`)
  for (const { path, added, removed } of stated) {
    print(`${path} : ${counted(added.length, 'ligne', 'lignes')} de plus${removed > 0 ? `, ${removed} de moins` : ''}`)
    for (const line of full ? added : added.slice(0, shownLines)) print(`  + ${full ? line : cleanText(line, shownCharacters)}`)
    if (!full && added.length > shownLines) print(`  … ${added.length} en tout (--full)`)
  }
}

async function review(ids: string[], { inbox, data, full }: { inbox: string; data: string; full: boolean }): Promise<void> {
  const items = await chosen(inbox, ids)
  for (const item of items) print([`${item.id}  ${kindWords[item.kind]}`, ...(await describeItem(inbox, item, data)).map((line) => `  ${line.replaceAll('\n', '\n    ')}`)].join('\n'))
  const merged = items.filter(entersRecord)
  if (merged.length === 0) return
  const diffs = await wouldWrite(data, inbox, merged)
  if (diffs.length === 0) print('Rien ne changerait : c’est déjà dans le registre.')
  printDiffs(diffs, full)
}

type Deciding = { inbox: string; data: string; done: boolean; words?: string }

/** Takes items in: checks and bundles into the record, by `merge`; requests among what the next visit answers; of a barrier, the decision is what its author reads. */
export async function accept(ids: readonly string[], { inbox, data, done, words }: Deciding): Promise<void> {
  const items = await chosen(inbox, ids)
  const merged = items.filter(entersRecord)
  const asked = done ? [] : await Promise.all(items.filter(({ kind }) => kind === 'audit-request').map(async (item) => ({ id: item.id, sites: await sitesAsked(data, AuditRequest.parse(JSON.parse(await readFile(payloadFile(inbox, item), 'utf8'))).urls) })))
  if (merged.length > 0) {
    printDiffs(await wouldWrite(data, inbox, merged), false)
    await mergeItems(data, inbox, merged)
    await sealRecord(data, 'inbox', new Date().toISOString())
  }
  for (const item of merged) if (item.kind === 'check' && item.token !== null) {
    const { at } = CheckReport.parse(JSON.parse(await readFile(payloadFile(inbox, item), 'utf8')))
    if (at !== undefined) await noteAccepted(inbox, item.token, at)
  }
  for (const { id, sites } of asked) {
    await askVisits(data, id, sites, new Date().toISOString())
    say(`${sites.join(', ')} : la prochaine visite y répond (trefle run, ou tout de suite : trefle audit --asked --data ${data})`)
  }
  await decideAll(inbox, items, done ? 'done' : 'accepted', words)
}

async function decideAll(inbox: string, items: readonly InboxItem[], decision: InboxDecision['decision'], words: string | undefined): Promise<void> {
  for (const { id, kind } of items) await decide(inbox, { item: id, kind, at: new Date().toISOString(), decision, words: words === undefined ? null : cleanText(words, 500) })
  say(`${items.length} ${items.length > 1 ? 'envois' : 'envoi'} : ${decisionWords[decision]}`)
}

export function register(program: Command): void {
  const inbox = program.command('inbox').description('lit ce que le service a reçu, et en décide').action(() => { inbox.outputHelp(); process.exitCode = exitCodes.usage })
  inbox.command('list').description('ce qui attend').option('--all', 'ce qui a sa décision aussi', false).addOption(inboxOption()).action(list)
  inbox.command('review').description('montre un envoi, et ce qu’il écrirait dans le registre').argument('<numéros...>').addOption(dataOption()).addOption(inboxOption())
    .option('--full', 'toutes les lignes, entières', false).action(review)
  inbox.command('accept').description('prend un envoi : les contrôles et les archives entrent au registre').argument('<numéros...>').addOption(dataOption()).addOption(inboxOption())
    .option('--done', 'l’obstacle est corrigé, la demande est suivie', false).option('--words <texte>', 'réponse, publique pour un obstacle').action(accept)
  inbox.command('reject').description('refuse un envoi, avec sa raison').argument('<numéros...>').addOption(inboxOption()).requiredOption('--words <texte>', 'la raison, publique pour un obstacle')
    .action(async (ids: string[], options: { inbox: string; words: string }) => decideAll(options.inbox, await chosen(options.inbox, ids), 'rejected', options.words))
  inbox.addHelpText('after', `
Exemples :
  trefle inbox list
  trefle inbox review 3f2a90c1b7de --data datasets/ma-ville
  trefle inbox accept 3f2a90c1b7de --data datasets/ma-ville
  trefle inbox accept B4K7-QX2M-9HPT --data datasets/ma-ville --done --words "Le bouton a un nom."

Les parts d’un contrôle s’acceptent ensemble. Rien n’entre au registre sans cette commande.`)
}
