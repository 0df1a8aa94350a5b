import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One temporary folder for a whole run of tests: what they leave in it goes with it. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-tests-'))
  process.env.TMPDIR = folder
  return () => rm(folder, { recursive: true, force: true })
}
