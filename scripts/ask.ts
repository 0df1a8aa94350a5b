import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Option, type Command } from 'commander'
import { DataRequest, requestState, type RequestState } from '#model/data-request'
import { Day } from '#model/quantity'
import { dayOf } from '#lib/time/period'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { printJson, say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { makeRequests } from '#effects/asking/make-requests'
import { missingFigures } from '#effects/asking/missing-figures'
import { keepAnswer, readAnswer } from '#effects/asking/read-answer'
import { requestExplanation, requestMail, requestWorkbook } from '#effects/asking/request-documents'
import { readRequests, requestsFolder, writeRequests } from '#effects/asking/requests-file'
import { readTerritoryFolder } from '#effects/territory/territory'
import { describeImport, pull } from './pull.ts'

/** Three weeks: what a colleague needs to find a yearly figure. */
const USUAL_DELAY_DAYS = 21

/**
 * Writes, for each function that holds missing figures, a spreadsheet to fill in, an explanation and the text of a message, in
 * asks/<request>/, and records the request. Sends nothing; asks nothing twice. Gives the new requests.
 */
export async function ask({ dataDir, at, due, indicators = [] }: { dataDir: string; at: string; due?: string; indicators?: readonly string[] }): Promise<DataRequest[]> {
  const [{ territory }, missing, made] = await Promise.all([readTerritoryFolder(dataDir), missingFigures(dataDir), readRequests(dataDir)])
  const askedOn = dayOf(at)
  const dates = { askedOn, due: due ?? dayOf(new Date(Date.parse(askedOn) + USUAL_DELAY_DAYS * 86_400_000).toISOString()) }
  if (dates.due <= askedOn) throw new UsageError(`L’échéance ${dates.due} est passée.`, 'Donnez un jour à venir.')
  const wanted = missing.filter(({ indicator }) => indicators.length === 0 || indicators.includes(indicator))
  const fresh = makeRequests(wanted, made, dates)
  for (const each of fresh) {
    const folder = join(requestsFolder(dataDir), each.request.id)
    await mkdir(folder, { recursive: true })
    await writeNew(join(folder, 'chiffres.xlsx'), requestWorkbook({ ...each, territory }))
    await writeNew(join(folder, 'explication.md'), requestExplanation({ ...each, territory }))
    await writeNew(join(folder, 'courriel.txt'), requestMail({ ...each, territory }))
  }
  if (fresh.length > 0) await writeRequests(dataDir, [...made, ...fresh.map(({ request }) => request)])
  return fresh.map(({ request }) => request)
}

/** Reads an answer: keeps the file, declares it as a source, adds its figures to the record, and marks what came back. */
export async function readBack({ dataDir, file, at }: { dataDir: string; file: string; at: string }): Promise<DataRequest[]> {
  const made = await readRequests(dataDir)
  const answer = await readAnswer({ dataDir, file, at }, made)
  await keepAnswer(dataDir, answer)
  await pull({ dataDir, at, source: answer.source.id, onReport: describeImport })
  await writeRequests(dataDir, made.map((request) => answer.requests.find(({ id }) => id === request.id) ?? request))
  return answer.requests
}

const stateWords: Readonly<Record<RequestState, string>> = { asked: 'demandée', partial: 'reçue en partie', received: 'reçue', late: 'en retard' }

function describe(requests: readonly DataRequest[], today: string): void {
  for (const request of requests) {
    say(`${stateWords[requestState(request, today)].padEnd(16)} ${request.id} : ${request.received.length} chiffres sur ${request.metrics.length}, avant le ${request.due}`)
  }
}

type Flags = { data: string; due?: string; indicator: string[]; read?: string; status: boolean; format: 'text' | 'json' }

export function register(program: Command): void {
  program.command('ask')
    .description('prépare les demandes de chiffres manquants (tableur, explication, courriel), et lit les réponses')
    .addOption(dataOption())
    .option('--due <jour>', 'jour avant lequel répondre (AAAA-MM-JJ) ; trois semaines par défaut')
    .option('--indicator <id...>', 'seulement ces indicateurs', [])
    .option('--read <fichier>', 'lit le tableur qui est revenu, et l’ajoute au registre')
    .option('--status', 'dit où en sont les demandes, sans rien écrire', false)
    .addOption(new Option('--format <format>', 'forme du résultat').choices(['text', 'json']).default('text'))
    .addHelpText('after', `
Exemples :
  trefle ask --data datasets/ma-ville --due 2026-12-18
  trefle ask --data datasets/ma-ville --read ~/Téléchargements/chiffres.xlsx
  trefle ask --data datasets/ma-ville --status

Rien n’est envoyé : le texte du courriel est à relire et à envoyer soi-même.`)
    .action(async ({ data, due, indicator, read, status, format }: Flags) => {
      const at = new Date().toISOString()
      if (due !== undefined && !Day.safeParse(due).success) throw new UsageError(`« ${due} » n’est pas un jour.`, 'Écrivez-le ainsi : 2026-12-18.')
      const requests = status ? await readRequests(data) : read === undefined ? await ask({ dataDir: data, at, indicators: indicator, ...(due === undefined ? {} : { due }) }) : await readBack({ dataDir: data, file: read, at })
      if (format === 'json') printJson(requests.map((request) => ({ ...request, state: requestState(request, dayOf(at)) })))
      else describe(requests, dayOf(at))
      if (requests.length === 0) say(status ? 'Aucune demande pour l’instant.' : 'Rien de nouveau à demander.')
      else if (!status && read === undefined) say(`Textes et tableurs : ${requestsFolder(data)}. Rien n’a été envoyé.`)
    })
}
