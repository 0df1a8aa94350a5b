import type { Io } from '#lib/define'
import { UsageError } from '../command/errors.ts'

export type Ask = { method?: 'GET' | 'POST'; headers?: Record<string, string>; body?: string }
export type JsonAnswer = { status: number; headers: Record<string, string>; value: unknown }

/**
 * One question to an inventory tool, whose answer is JSON. A redirect is not followed: the tokens that go with the question
 * are for the address that was declared. Throws a UsageError, in words, for a redirect, a refusal (401, 403) and what is not JSON.
 */
export async function askJson(io: Io, url: string, ask: Ask = {}): Promise<JsonAnswer> {
  const { status, headers, body } = await io.request(url, { ...ask, headers: { accept: 'application/json', ...ask.headers }, follow: false })
  const shown = url.replace(/\?.*$/, '')
  if (status >= 300 && status < 400) throw new UsageError(`${shown} renvoie ailleurs (HTTP ${status}).`, 'Écrivez dans sources.yml l’adresse d’arrivée, https compris.')
  if (status === 401 || status === 403) throw new UsageError(`${shown} refuse l’accès (HTTP ${status}).`, 'Vérifiez les jetons, leurs droits de lecture et les adresses que le serveur autorise.')
  const value = jsonOf(body)
  if (value === undefined) throw new UsageError(`${shown} ne répond pas en JSON (HTTP ${status}).`, 'Vérifiez l’adresse de l’interface dans sources.yml, et qu’elle est activée sur le serveur.')
  return { status, headers, value }
}

/** The same address with or without a slash at its end. */
export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '')
}

/** Throws a UsageError when an answer has not the shape that its documentation says. */
export function unexpected(url: string): UsageError {
  return new UsageError(`${url.replace(/\?.*$/, '')} répond, mais pas ce que sa documentation décrit.`, 'Vérifiez la version du serveur ; « trefle pull --record » en garde une réponse anonymisée à joindre à un signalement.')
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
