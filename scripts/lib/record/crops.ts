import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { normalisedPath } from '#lib/publish/dom-path'
import { canonical } from '#lib/record/canonical'
import { SiteCrops } from '#model/crop'
import type { Evidence } from '#model/evidence'
import { writeAtomically } from '../files/atomic-file.ts'
import { recordJson } from '../files/record-json.ts'

/** What a site may weigh in pictures: a dozen of at most 10 kB. */
const maxCropsOfSite = 12

type Taken = { page: string; sha: string; evidence: Evidence }
type Kept = SiteCrops['crops'][number]

const indexFile = (dataDir: string, site: string) => join(dataDir, 'results', site, 'crops.json')
const picturesOf = (dataDir: string, site: string) => join(dataDir, 'results', site, 'crops')
const sumOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const absent = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null
  throw error
}

/** The pictures of a visit of a site, in the order of its pages; a place that pages of one template share is shown once. */
function chosen(visits: readonly Taken[]): { crop: Kept; bytes: Uint8Array }[] {
  const all = visits.flatMap(({ page, sha, evidence: { artifacts: { crops } } }) => (crops?.ok ? crops.value : []).map(({ picture, ...crop }) => {
    const bytes = Buffer.from(picture, 'base64')
    return { crop: { ...crop, file: sumOf(bytes), page, evidence: sha }, bytes }
  }))
  return [...Map.groupBy(all, ({ crop }) => normalisedPath(crop.selector)).values()].flatMap(([first]) => first ?? []).slice(0, maxCropsOfSite)
}

/** Keeps the pictures of a site's last visit in its record, in the place of the earlier ones: history would grow by megabytes a month. */
export async function keepCrops(dataDir: string, site: string, visits: readonly Taken[]): Promise<void> {
  const folder = picturesOf(dataDir, site)
  const kept = chosen(visits)
  const before = await readdir(folder).catch(absent)
  if (kept.length === 0 && before === null) return
  await mkdir(folder, { recursive: true })
  for (const { crop, bytes } of kept) await writeAtomically(join(folder, `${crop.file}.jpg`), bytes)
  await writeAtomically(indexFile(dataDir, site), `${canonical({ schema: 'trefle/crops@1', crops: kept.map(({ crop }) => crop) } satisfies SiteCrops)}\n`)
  const wanted = new Set(kept.map(({ crop }) => `${crop.file}.jpg`))
  await Promise.all((before ?? []).filter((name) => !wanted.has(name)).map((name) => rm(join(folder, name))))
}

/**
 * The pictures of a site with their bytes. One that is missing, or that is not the picture that its name says, is left out and counted in
 * `lost`.
 */
export async function readCrops(dataDir: string, site: string): Promise<{ crops: Kept[]; bytes: Map<string, Uint8Array>; lost: number }> {
  const text = await readFile(indexFile(dataDir, site), 'utf8').catch(absent)
  const index = text === null ? [] : SiteCrops.parse(recordJson(text, indexFile(dataDir, site))).crops
  const bytes = new Map<string, Uint8Array>()
  for (const { file } of index) {
    const picture = await readFile(join(picturesOf(dataDir, site), `${file}.jpg`)).catch(absent)
    if (picture !== null && sumOf(picture) === file) bytes.set(file, picture)
  }
  const crops = index.filter(({ file }) => bytes.has(file))
  return { crops, bytes, lost: index.length - crops.length }
}
