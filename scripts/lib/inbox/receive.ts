import { createHash } from 'node:crypto'
import { AuditRequest, RunId, type InboxKind, type KeptToken, type TokenScope } from '#model/inbox'
import { exactJson, NotExact } from '#lib/inbox/exact-json'
import { firstIssue, fitCheck, hostsOf } from '#lib/inbox/fit-check'
import { UsageError } from '../command/errors.ts'
import { communeOfBundle } from '../merge/bundle-file.ts'
import { readBody, requireType } from './read-body.ts'
import { Refusal } from './refusal.ts'
import { acceptedAt } from './accepted.ts'
import { keep } from './store.ts'
import { opens, readTokens, tokenOf } from './tokens.ts'

/** A sending older than this is not taken: it may be played again by who overheard it. */
const windowMs = 10 * 60_000

export type TokenKind = Exclude<InboxKind, 'barrier'>
export const maxBytes: Readonly<Record<InboxKind, number>> = { check: 8 * 1024 * 1024, bundle: 16 * 1024 * 1024, barrier: 16 * 1024, 'audit-request': 64 * 1024 }
const types: Readonly<Record<TokenKind, string>> = { check: 'application/json', bundle: 'application/zip', 'audit-request': 'application/json' }

/** The token that a request bears. Throws a Refusal 401 or 403, in the same words whatever is wrong with it. */
export async function authorise(folder: string, { headers }: Request, scope: TokenScope, now: string): Promise<KeptToken> {
  const token = tokenOf(headers.get('authorization'), await readTokens(folder), now)
  if (token === null) throw new Refusal(401, refused)
  if (!opens(token, scope)) throw new Refusal(403, refused)
  return token
}
const refused = 'le jeton n’ouvre pas ceci'

/** Throws a Refusal 422 without a run id, 400 without the instant of the sending, 409 outside the window. */
function runOf({ headers }: Request, now: string): string {
  const run = RunId.safeParse(headers.get('trefle-run'))
  if (!run.success) throw new Refusal(422, 'trefle-run : de 8 à 80 lettres, chiffres, points, tirets sont attendus')
  const sentMs = Date.parse(headers.get('trefle-sent-at') ?? '')
  if (Number.isNaN(sentMs)) throw new Refusal(400, 'trefle-sent-at : l’instant de l’envoi est attendu')
  if (Math.abs(Date.parse(now) - sentMs) > windowMs) throw new Refusal(409, 'cet envoi est trop ancien, ou l’heure de la machine est fausse')
  return run.data
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return exactJson(bytes)
  } catch (error) {
    if (error instanceof NotExact) throw new Refusal(400, error.message)
    throw error
  }
}

function requireHosts(token: KeptToken, urls: readonly string[]): void {
  const hosts = hostsOf(urls)
  if (hosts === null) throw new Refusal(422, 'url : une adresse http ou https est attendue')
  if (![...hosts].every((host) => token.hosts.includes(host))) throw new Refusal(403, refused)
}

function requireCommune(token: KeptToken, bytes: Uint8Array): void {
  if (token.commune === null || communeOf(bytes) !== token.commune) throw new Refusal(403, refused)
}

/** Its Insee code, by which `merge` knows it too: the id is what the sender likes to call itself. */
function communeOf(bytes: Uint8Array): string {
  try {
    return communeOfBundle(bytes, 'L’archive').code
  } catch (error) {
    if (error instanceof UsageError) throw new Refusal(422, error.message)
    throw error
  }
}

/** What of each kind may be kept. Throws a Refusal 400, 403 or 422. */
const fit: Readonly<Record<TokenKind, (bytes: Uint8Array, token: KeptToken, folder: string, now: string) => Promise<void>>> = {
  check: async (bytes, token, folder, now) => {
    const report = fitCheck(jsonOf(bytes), { now, last: await acceptedAt(folder, token.id) })
    if (typeof report === 'string') throw new Refusal(422, report)
    requireHosts(token, report.pages.map(({ url }) => url))
  },
  bundle: async (bytes, token) => requireCommune(token, bytes),
  'audit-request': async (bytes, token) => {
    const asked = AuditRequest.safeParse(jsonOf(bytes))
    if (!asked.success) throw new Refusal(422, firstIssue(asked.error))
    requireHosts(token, asked.data.urls)
  },
}

/** Takes in what a token sends. Throws a Refusal, or what the disk throws. */
export async function receive(folder: string, kind: TokenKind, request: Request, now: string): Promise<{ status: number; id: string; bytes: number; token: string }> {
  const token = await authorise(folder, request, kind, now)
  requireType(request, types[kind])
  const run = runOf(request, now)
  const bytes = await readBody(request, maxBytes[kind])
  await fit[kind](bytes, token, folder, now)
  const id = createHash('sha256').update(`${token.id} ${kind} ${run}`).digest('hex').slice(0, 32)
  const outcome = await keep(folder, { id, kind, receivedAt: now, token: token.id, run, bytes })
  if (outcome === 'conflict') throw new Refusal(409, 'un autre contenu a déjà été envoyé sous cet identifiant')
  return { status: outcome === 'kept' ? 201 : 200, id, bytes: bytes.byteLength, token: token.id }
}
