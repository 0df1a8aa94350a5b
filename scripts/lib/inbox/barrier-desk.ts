import { randomInt } from 'node:crypto'
import { BarrierReport, type InboxDecision, type InboxItem } from '#model/inbox'
import { barrierStatus, barrierSummary, typedNumber, type BarrierStatus, type BarrierSummary } from '#lib/inbox/barriers'
import { firstIssue } from '#lib/inbox/fit-check'
import { cleanMultiline, cleanText } from '#lib/words/clean'
import { maxBytes } from './receive.ts'
import { readBody, requireType } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { idsOf, keep, readDecisions, readItem } from './store.ts'

/** Without those that are taken for another: 12 of them make 58 bits, too many to be guessed. */
const signs = '23456789abcdefghjkmnpqrstuvwxyz'
const newNumber = (): string => Array.from({ length: 12 }, () => signs[randomInt(signs.length)]).join('')

/** What a browser says of where a form was sent from. A form of another site is refused, one that says nothing passes: it opens nothing. */
function requireOwnForm({ headers }: Request): void {
  const site = headers.get('sec-fetch-site') ?? 'none'
  if (site !== 'same-origin' && site !== 'none') throw new Refusal(403, 'ce formulaire vient d’un autre site')
}

function fieldsOf(bytes: Uint8Array): BarrierReport {
  const text = textOf(bytes)
  const fields = new URLSearchParams(text)
  const names = [...fields.keys()]
  if (new Set(names).size !== names.length || names.some((name) => !(name in BarrierReport.shape))) throw new Refusal(422, 'un champ est inconnu, ou donné deux fois')
  const parsed = BarrierReport.safeParse({ page: cleanText(fields.get('page'), 2048), task: cleanMultiline(fields.get('task'), 2000), tool: cleanText(fields.get('tool')) })
  if (!parsed.success) throw new Refusal(422, firstIssue(parsed.error))
  return parsed.data
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(400, 'le texte n’est pas en UTF-8')
  }
}

export type BarrierDesk = {
  /** Takes in a form and gives its number. Throws a Refusal, or what the disk throws. */
  report(request: Request, now: string): Promise<string>
  /** Null for a number that was not given. */
  status(number: string): Promise<BarrierStatus | null>
  summary(): Promise<BarrierSummary>
}

/** The reports of residents. Each is read once from the disk: what was received does not change. */
export function barrierDesk(folder: string): BarrierDesk {
  const known = new Map<string, Pick<InboxItem, 'id' | 'receivedAt'>>()
  const readAll = async () => {
    for (const id of await idsOf(folder, 'barrier')) if (!known.has(id)) known.set(id, { id, receivedAt: (await readItem(folder, { kind: 'barrier', id })).receivedAt })
    return [...known.values()]
  }
  const decisions = async (): Promise<InboxDecision[]> => (await readDecisions(folder)).filter(({ kind }) => kind === 'barrier')
  return {
    async report(request, now) {
      requireOwnForm(request)
      requireType(request, 'application/x-www-form-urlencoded')
      const report = fieldsOf(await readBody(request, maxBytes.barrier))
      const id = newNumber()
      const outcome = await keep(folder, { id, kind: 'barrier', receivedAt: now, token: null, run: null, bytes: Buffer.from(`${JSON.stringify(report)}\n`) })
      if (outcome === 'conflict') throw new Error('a number was drawn twice')
      known.set(id, { id, receivedAt: now })
      return id
    },
    async status(typed) {
      const id = typedNumber(typed)
      if (!known.has(id)) await readAll()
      const item = known.get(id)
      return item === undefined ? null : barrierStatus(item, await decisions())
    },
    summary: async () => barrierSummary(await readAll(), await decisions()),
  }
}
