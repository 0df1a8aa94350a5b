import { createHash } from 'node:crypto'
import { isLoopback } from '#lib/web/loopback'
import { UsageError } from '../command/errors.ts'
import { guardedRequest } from '../network/guarded-request.ts'
import type { Guard } from '../network/guard.ts'
import { checkableUrl } from './checkable-url.ts'

/** A budgets file is a few kilobytes. */
const maxBytes = 256 * 1024

/** What decides whether a change goes out does not travel in clear, but on one's own machine. */
const isSafe = (address: string): boolean => address.startsWith('https:') || isLoopback(address)

/**
 * The text of budgets that are shared by their address, with or without the print that they must have ("https://…/trefle.budgets.yml#sha256-…",
 * in base64 as for Subresource Integrity). Throws a UsageError: budgets that were not read are not budgets that hold.
 */
export async function askBudgets(place: string, { guard, contact }: { guard: Guard; contact: string }): Promise<string> {
  const [address = '', print] = place.split('#')
  const url = checkableUrl(address, guard.allowPrivate)
  if (!isSafe(url)) throw new UsageError(`« extends » : ${address} n’est pas une adresse https.`, 'Donnez son adresse en https, ou un fichier.')
  const answer = await guardedRequest(url, { guard, contact, maxBytes, timeoutMs: 30_000, maxRedirects: 3 })
  if (!answer.ok || answer.value.status !== 200 || !isSafe(answer.value.finalUrl)) throw new UsageError(`Les budgets ${address} ne répondent pas (${answer.ok ? answer.value.status : answer.failure.code}).`, 'Vérifiez leur adresse, ou réessayez plus tard.')
  const { body } = answer.value
  const found = `sha256-${createHash('sha256').update(body).digest('base64')}`
  if (print !== undefined && print !== found) throw new UsageError(`Les budgets ${address} ne sont pas ceux qui étaient attendus.`, `S’ils ont changé à dessein, écrivez leur nouvelle empreinte : ${address}#${found}`)
  return new TextDecoder().decode(body)
}
