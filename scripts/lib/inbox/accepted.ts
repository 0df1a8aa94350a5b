import { join } from 'node:path'
import { z } from 'zod'
import { Instant } from '#model/quantity'
import { writeAtomically } from '../files/atomic-file.ts'
import { textIfPresent } from '../files/if-present.ts'

const Accepted = z.strictObject({ lastCheckAt: Instant })
const fileOf = (folder: string, token: string) => join(folder, 'accepted', `${token}.json`)

/** When the newest check that was accepted from a token was made; null when none was. */
export async function acceptedAt(folder: string, token: string): Promise<string | null> {
  const text = await textIfPresent(fileOf(folder, token))
  return text === null ? null : Accepted.parse(JSON.parse(text)).lastCheckAt
}

export async function noteAccepted(folder: string, token: string, at: string): Promise<void> {
  const known = await acceptedAt(folder, token)
  if (known === null || known < at) await writeAtomically(fileOf(folder, token), `${JSON.stringify({ lastCheckAt: at })}\n`)
}
