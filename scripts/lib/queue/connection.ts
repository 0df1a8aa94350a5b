import { Redis } from 'ioredis'
import { UsageError } from '../command/errors.ts'

/** Name of the queue of loads. */
export const queueName = 'trefle-loads'

/** How long a first answer is waited for. */
const patienceMs = 5_000

/** The address as it may be shown: without its password. */
export function shownAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

/**
 * A connection to Redis or Valkey that lives through its restarts: what is asked meanwhile waits.
 * @param url `redis://` or `rediss://`, with its password when there is one.
 * @throws UsageError when the address is none, or when nobody answers there to begin with.
 */
export async function openConnection(url: string): Promise<Redis> {
  if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) throw new UsageError('L’adresse de la file n’est pas lisible.', 'Exemple : --queue redis://127.0.0.1:6379')
  const connection = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, connectTimeout: patienceMs, retryStrategy: (times) => Math.min(100 * times, 2000) })
  // Without a listener a cut would end the process; the connection mends itself.
  connection.on('error', () => undefined)
  const late = AbortSignal.timeout(patienceMs)
  try {
    await Promise.race([connection.ping(), new Promise((_, reject) => late.addEventListener('abort', () => reject(new Error('no answer'))))])
  } catch {
    connection.disconnect()
    throw new UsageError(`La file ${shownAddress(url)} ne répond pas.`, 'Vérifiez l’adresse, le mot de passe et que Redis ou Valkey est démarré.')
  }
  return connection
}
