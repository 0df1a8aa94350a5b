import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Evidence } from '#model/evidence'
import { canonical } from '#lib/record/canonical'

/** Where a run's evidence is kept: beside the repository's other working files, never in the public record. */
export function evidenceFolder(varDir: string, run: string): string {
  return join(varDir, 'evidence', run)
}

/** Writes the evidence of one pass, compressed; `load` numbers the loads beside the one that the record keeps. Returns the SHA-256 of its canonical JSON, which the record keeps. */
export async function writeEvidence(folder: string, evidence: Evidence, load = 0): Promise<string> {
  const text = canonical(evidence)
  const { site, page, pass, confirms, profile } = evidence
  const name = [site, page, pass, ...(confirms ? [confirms] : []), profile, ...(load > 0 ? [`load${load}`] : [])].join('-')
  const file = join(folder, `${name}.json.gz`)
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.part`, gzipSync(text))
  await rename(`${file}.part`, file)
  return createHash('sha256').update(text).digest('hex')
}

/** Reads evidence back; throws when the file is not evidence. */
export async function readEvidence(file: string): Promise<Evidence> {
  return Evidence.parse(JSON.parse(gunzipSync(await readFile(file)).toString()))
}
