import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import { TokensFile, type KeptToken, type TokenScope } from '#model/inbox'
import { UsageError } from '../command/errors.ts'
import { writeAtomically } from '../files/atomic-file.ts'
import { recordJson } from '../files/record-json.ts'
import { withLockFile } from '../record/lock.ts'
import { textIfPresent } from '../files/if-present.ts'

const fileOf = (folder: string) => join(folder, 'tokens.json')
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
const prefix = 'trefle_'

/** The tokens of an inbox, revoked and expired ones too. Throws an Error when the file is there and cannot be read. */
export async function readTokens(folder: string): Promise<KeptToken[]> {
  const text = await textIfPresent(fileOf(folder))
  return text === null ? [] : TokensFile.parse(recordJson(text, fileOf(folder))).tokens
}

async function change<T>(folder: string, work: (tokens: KeptToken[]) => { tokens: KeptToken[]; result: T }): Promise<T> {
  return withLockFile(join(folder, 'tokens.lock'), async () => {
    const { tokens, result } = work(await readTokens(folder))
    await writeAtomically(fileOf(folder), `${JSON.stringify(TokensFile.parse({ schema: 'trefle/tokens@1', tokens }), null, 1)}\n`)
    return result
  })
}

export type NewToken = Pick<KeptToken, 'name' | 'scopes' | 'hosts' | 'commune' | 'createdAt' | 'expiresAt'>

/** Makes a token and keeps its hash. The token itself is given back once, and is nowhere else. */
export async function createToken(folder: string, asked: NewToken): Promise<{ token: string; kept: KeptToken }> {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  const kept: KeptToken = { id: `t${randomBytes(6).toString('hex')}`, hash: hashOf(token), revokedAt: null, ...asked }
  return change(folder, (tokens) => ({ tokens: [...tokens, kept], result: { token, kept } }))
}

/** Closes a token at once. Throws a UsageError for an id that is not there. */
export async function revokeToken(folder: string, id: string, at: string): Promise<KeptToken> {
  return change(folder, (tokens) => {
    const found = tokens.find((token) => token.id === id)
    if (found === undefined) throw new UsageError(`Aucun jeton ne s’appelle ${id}.`, 'Voyez leurs noms : trefle token list.')
    const revoked = { ...found, revokedAt: found.revokedAt ?? at }
    return { tokens: tokens.map((token) => (token === found ? revoked : token)), result: revoked }
  })
}

export const isOpen = ({ revokedAt, expiresAt }: KeptToken, now: string): boolean => revokedAt === null && expiresAt > now

/** The open token that a request bears, or null; every token is compared, so that the time taken tells nothing of which one is near. */
export function tokenOf(authorization: string | null, tokens: readonly KeptToken[], now: string): KeptToken | null {
  const [, given = ''] = /^Bearer (trefle_[\w-]{43})$/.exec(authorization ?? '') ?? []
  const hash = Buffer.from(hashOf(given), 'hex')
  const [found = null] = tokens.filter((token) => timingSafeEqual(hash, Buffer.from(token.hash, 'hex')))
  return found !== null && isOpen(found, now) ? found : null
}

export const opens = (token: KeptToken, scope: TokenScope): boolean => token.scopes.includes(scope)
