import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Evidence } from '#model/evidence'
import { canonical } from '#lib/record/canonical'
import { bytesIfPresent } from '../files/if-present.ts'

/** Where a run's evidence is kept: beside the repository's other working files, never in the public record. */
export function evidenceFolder(varDir: string, run: string): string {
  return join(varDir, 'evidence', run)
}

type Visit = { site: string | null; page: string | null } & Pick<Evidence, 'pass' | 'confirms' | 'profile'>

function evidenceFile(folder: string, { site, page, pass, confirms, profile }: Visit, load: number): string {
  const name = [site, page, pass, ...(confirms ? [confirms] : []), profile, ...(load > 0 ? [`load${load}`] : [])].join('-')
  return join(folder, `${name}.json.gz`)
}

/** Writes the evidence of one pass, compressed; `load` numbers the loads beside the one that the record keeps. Returns the SHA-256 of its canonical JSON, which the record keeps. */
export async function writeEvidence(folder: string, evidence: Evidence, load = 0): Promise<string> {
  const text = canonical(evidence)
  const file = evidenceFile(folder, evidence, load)
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.part`, gzipSync(text))
  await rename(`${file}.part`, file)
  return sha256(text)
}

/**
 * The evidence of a visit of the record, as it was judged. Null when it is not kept here, when it is not the one that the record
 * names, or when this version cannot read it any more.
 */
export async function evidenceOf(folder: string, visit: Visit & { evidence: string | null }): Promise<Evidence | null> {
  const text = await textOf(evidenceFile(folder, visit, 0))
  return text !== null && sha256(text) === visit.evidence ? parsed(text) : null
}

/** Evidence of the loads beside the one that the record keeps; null when one of them is missing. */
export async function otherLoadsOf(folder: string, visit: Visit, count: number): Promise<Evidence[] | null> {
  const texts = await Promise.all(Array.from({ length: count }, (_, index) => textOf(evidenceFile(folder, visit, index + 1))))
  const loads = texts.flatMap((text) => (text === null ? [] : parsed(text) ?? []))
  return loads.length === count ? loads : null
}

async function textOf(file: string): Promise<string | null> {
  const bytes = await bytesIfPresent(file)
  return bytes && gunzipSync(bytes).toString()
}

const parsed = (text: string): Evidence | null => Evidence.safeParse(JSON.parse(text)).data ?? null
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
