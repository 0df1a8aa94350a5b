import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanText } from '#lib/words/clean'

const timeoutMs = 30_000
/** Waits between attempts: a service that restarts is back within them. */
const waitsMs = [1000, 4000, 15_000] as const

export type Push = { url: string; token: string | undefined; body: string; waits?: readonly number[] }

const why: Readonly<Record<number, string>> = {
  401: 'le jeton (TREFLE_TOKEN) n’est pas reconnu, ou n’est plus valable', 403: 'ce jeton n’ouvre pas les contrôles de ces hôtes', 404: 'il n’y a pas de boîte de réception à cette adresse',
  413: 'le rapport est trop gros', 409: 'ce contrôle a déjà été envoyé avec un autre contenu, ou l’heure de cette machine est fausse',
}

/**
 * Sends a check to an inbox. Tries again what may pass later (network, 429, 5xx); the run id is that of the content, so that sending twice
 * keeps one. Gives null when it is kept, else the sentence (French) that says why not.
 */
export async function pushCheck({ url, token, body, waits = waitsMs }: Push): Promise<string | null> {
  if (token === undefined || token === '') return 'Envoi non fait : la variable TREFLE_TOKEN n’a pas de valeur. Faites un jeton : trefle token create.'
  const address = new URL('api/check', url.endsWith('/') ? url : `${url}/`)
  const run = `check-${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  let last = ''
  for (const [index, waitMs] of [0, ...waits].entries()) {
    await pause(waitMs)
    const { status, reason } = await send(address, { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'trefle-run': run, 'trefle-sent-at': new Date().toISOString() }, body)
    if (status === 200 || status === 201) return null
    last = status === null ? 'le service ne répond pas' : (why[status] ?? `réponse ${status}`) + (reason === '' ? '' : ` (${reason})`)
    if (status !== null && status !== 429 && status < 500) return `Envoi à ${address.host} refusé : ${last}.`
    if (index === waits.length) break
  }
  return `Envoi à ${address.host} non fait après ${waits.length + 1} essais : ${last}.`
}

async function send(address: URL, headers: Record<string, string>, body: string): Promise<{ status: number | null; reason: string }> {
  try {
    // A redirect would carry the token elsewhere.
    const response = await fetch(address, { method: 'POST', headers, body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    const text = (await response.text()).slice(0, 2000)
    return { status: response.status, reason: reasonIn(text) }
  } catch {
    return { status: null, reason: '' }
  }
}

function reasonIn(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && 'reason' in value ? cleanText(value.reason, 200) : ''
  } catch {
    return ''
  }
}
