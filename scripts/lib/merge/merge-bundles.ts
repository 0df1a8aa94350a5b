import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BundleManifest } from '#model/bundle'
import { communesOf } from '#lib/publish/communes'
import type { Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import { recordJson } from '../files/record-json.ts'
import { readObservations } from '../record/observations.ts'
import { checkSums, unpackBundle, type Bundle } from './bundle-file.ts'

export type NamedFile = { name: string; bytes: Uint8Array }
export type Merged = { commune: string; file: string; outcome: 'added' | 'updated' | 'unchanged' | 'older' }

export const communeFolder = (dataDir: string, commune: string): string => join(dataDir, 'communes', commune)

/** What was merged of a commune, its sums checked again; null when nothing was. Throws a UsageError that names a file changed by hand. */
export async function readMerged(dataDir: string, commune: string): Promise<Bundle | null> {
  const folder = communeFolder(dataDir, commune)
  if (!existsSync(join(folder, 'manifest.json'))) return null
  const refuse = (what: string) => new UsageError(`${folder} ${what}.`, 'Reprenez ce dossier dans l’historique git, ou retirez-le et fusionnez à nouveau.')
  const manifest = BundleManifest.safeParse(recordJson(await readFile(join(folder, 'manifest.json'), 'utf8'), join(folder, 'manifest.json')))
  if (!manifest.success) throw refuse('a un manifest.json qui ne suit pas son format')
  const files = new Map<string, Uint8Array>()
  for (const { path } of manifest.data.files) {
    const bytes = await readFile(join(folder, path)).catch(() => null)
    if (bytes !== null) files.set(path, bytes)
  }
  const bundle = { manifest: manifest.data, files }
  checkSums(bundle, refuse)
  return bundle
}

const startsWith = (whole: Uint8Array, start: Uint8Array) => whole.byteLength >= start.byteLength && Buffer.from(whole.buffer, whole.byteOffset, start.byteLength).equals(start)

/** Files of history that `after` does not continue: a record is only ever appended to. */
function rewritten(before: Bundle, after: Bundle): string[] {
  return [...before.files].filter(([path, bytes]) => path.endsWith('.jsonl') && !startsWith(after.files.get(path) ?? new Uint8Array(), bytes)).map(([path]) => path)
}

type Step = { id: string; file: string; bundle: Bundle; outcome: Merged['outcome'] }

/** What a bundle does to what is known of its commune. Throws a UsageError that names the files of a history that was rewritten. */
function stepOf(id: string, file: string, bundle: Bundle, before: Bundle | null): Step {
  if (before === null) return { id, file, bundle, outcome: 'added' }
  if (before.manifest.sum === bundle.manifest.sum) return { id, file, bundle, outcome: 'unchanged' }
  const changed = rewritten(before, bundle)
  const isOlder = bundle.manifest.at < before.manifest.at && rewritten(bundle, before).length === 0
  if (isOlder) return { id, file, bundle, outcome: 'older' }
  if (changed.length === 0) return { id, file, bundle, outcome: 'updated' }
  throw new UsageError(`${file} contredit ce que ${bundle.manifest.commune.name} a déjà donné : ${changed.join(', ')} ne continue pas l’historique connu.`, 'Rien n’a été ajouté. Un registre se corrige en ajoutant : demandez à la commune lequel est le bon.')
}

function communeIdOf({ manifest: { commune } }: Bundle, file: string, territory: Territory): string {
  const found = communesOf(territory).find(({ code }) => code === commune.code)
  if (found) return found.id
  throw new UsageError(`${file} vient de ${commune.name} (${commune.code}), qui n’est pas une commune de ${territory.name}.`, 'Ajoutez-la aux organisations de territory.yml, avec son code Insee.')
}

async function write(dataDir: string, { id, bundle }: Step): Promise<void> {
  const folder = communeFolder(dataDir, id)
  const draft = `${folder}.part`
  await rm(draft, { recursive: true, force: true })
  for (const [path, bytes] of bundle.files) {
    await mkdir(dirname(join(draft, path)), { recursive: true })
    await writeFile(join(draft, path), bytes)
  }
  await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(bundle.manifest, null, 1)}\n`)
  // A record that cannot be read is refused here, before it takes the place of one that can.
  await readObservations(draft)
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
}

/**
 * Adds bundles to a territory, each under communes/<id>/. All are checked before any is written; the same ones again change
 * nothing, in whatever order they come. Throws a UsageError for a bundle that was tampered with, of another territory, or that rewrites its history.
 */
export async function mergeBundles(dataDir: string, territory: Territory, given: readonly NamedFile[]): Promise<Merged[]> {
  const bundles = given.map(({ name, bytes }) => ({ file: name, bundle: unpackBundle(bytes, name) })).sort((a, b) => (a.bundle.manifest.at < b.bundle.manifest.at ? -1 : 1))
  const known = new Map<string, Bundle | null>()
  const steps: Step[] = []
  for (const { file, bundle } of bundles) {
    const id = communeIdOf(bundle, file, territory)
    if (!known.has(id)) known.set(id, await readMerged(dataDir, id))
    const step = stepOf(id, file, bundle, known.get(id) ?? null)
    if (step.outcome === 'added' || step.outcome === 'updated') known.set(id, bundle)
    steps.push(step)
  }
  for (const step of steps) if (step.outcome === 'added' || step.outcome === 'updated') await write(dataDir, step)
  return steps.map(({ id, file, outcome }) => ({ commune: id, file, outcome }))
}
