import { existsSync, globSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FreezeManifest, PresentedReport, ReenFrame, SharedEstate } from '#model/reen-report'
import type { ReportBlock } from '#lib/report/report-block'
import { linesWithoutControls } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { sumOf } from '../files/file-sum.ts'
import { recordJson } from '../files/record-json.ts'
import { readYaml } from '../files/yaml-file.ts'
import { markdownBlocks } from './markdown-blocks.ts'

const framePath = fileURLToPath(new URL('../../../datasets/reen/report.json', import.meta.url))
export const reenFolder = (dataDir: string, year: string): string => join(dataDir, 'reports', 'reen', year)

export async function readReenFrame(): Promise<ReenFrame> {
  return ReenFrame.parse(JSON.parse(await readFile(framePath, 'utf8')))
}

export async function readSplit(dataDir: string, year: string): Promise<SharedEstate | null> {
  return (await readYaml(join(reenFolder(dataDir, year), 'split.yml'), SharedEstate))?.value ?? null
}

const template = (title: string, asks: string) => `<!--
${title}
${asks}
Écrivez sous chaque titre. Ce fichier est à vous : il n’est jamais récrit. Tant qu’il n’a que des titres, le bilan dit que le texte manque.
-->

## Ce qui a été fait

## Les moyens

## La suite
`

/** Puts a file to fill for each theme that has none; one that exists is never touched. Returns the files made. */
export async function prepareTexts(dataDir: string, year: string, frame: ReenFrame): Promise<string[]> {
  const folder = reenFolder(dataDir, year)
  await mkdir(folder, { recursive: true })
  const made: string[] = []
  for (const { id, title, asks } of frame.chapters) {
    const file = join(folder, `${id}.md`)
    if (existsSync(file)) continue
    await writeFile(file, template(title, asks), { flag: 'wx' })
    made.push(file)
  }
  return made
}

/** What people wrote, by theme: `<theme>.<organisation>.md` for one organisation, else `<theme>.md`. */
export async function readTexts(dataDir: string, year: string, organisation: string, frame: ReenFrame): Promise<Map<string, ReportBlock[]>> {
  const texts = new Map<string, ReportBlock[]>()
  for (const { id } of frame.chapters) {
    const file = [`${id}.${organisation}.md`, `${id}.md`].map((name) => join(reenFolder(dataDir, year), name)).find((path) => existsSync(path))
    const blocks = file === undefined ? [] : markdownBlocks(linesWithoutControls(await readFile(file, 'utf8')))
    if (blocks.length > 0) texts.set(id, blocks)
  }
  return texts
}

const archiveFolder = (dataDir: string, year: string, organisation: string) => join(reenFolder(dataDir, year), 'presented', organisation)

/** Keeps what is presented, whole or not at all. One archive a day and organisation: throws a UsageError when it exists. */
export async function freeze(dataDir: string, presented: PresentedReport, documents: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const { year, organisation, on } = presented
  const folder = join(archiveFolder(dataDir, year, organisation), on)
  if (existsSync(folder)) throw new UsageError(`Le bilan présenté le ${on} est déjà archivé dans ${folder}.`, 'Une archive ne se récrit pas : donnez un autre jour avec --on.')
  const files = new Map([...documents, ['presented.json', new TextEncoder().encode(`${JSON.stringify(PresentedReport.parse(presented), null, 1)}\n`)]])
  const manifest = FreezeManifest.parse({ schema: 'trefle/reen-freeze@1', year, organisation, on, files: [...files].map(([path, bytes]) => sumOf(path, bytes)) })
  const draft = `${folder}.part`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  for (const [path, bytes] of files) await writeFile(join(draft, path), bytes)
  await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  await rename(draft, folder)
  return folder
}

/** The manifest of an archive, and its files by name. Throws a UsageError that names the file that is not what was presented. */
export async function readArchive(folder: string): Promise<{ manifest: FreezeManifest; files: Map<string, Uint8Array> }> {
  const refused = (what: string) => new UsageError(`${folder} : ${what}.`, 'Reprenez ce dossier dans l’historique git : ce qui a été présenté ne se corrige pas.')
  const manifest = FreezeManifest.safeParse(recordJson(await readFile(join(folder, 'manifest.json'), 'utf8'), join(folder, 'manifest.json')))
  if (!manifest.success) throw refused('manifest.json ne suit pas son format')
  const files = new Map<string, Uint8Array>()
  for (const expected of manifest.data.files) {
    const bytes = await readFile(join(folder, expected.path)).catch(() => null)
    if (bytes === null) throw refused(`${expected.path} a disparu`)
    if (sumOf(expected.path, bytes).sha256 !== expected.sha256) throw refused(`${expected.path} n’est plus ce qui a été présenté`)
    files.set(expected.path, new Uint8Array(bytes))
  }
  return { manifest: manifest.data, files }
}

/** The last archive of a report, its sums checked as `readArchive` does. */
export async function readPresented(dataDir: string, year: string, organisation: string): Promise<PresentedReport | null> {
  const last = globSync('*/manifest.json', { cwd: archiveFolder(dataDir, year, organisation) }).sort().at(-1)
  if (last === undefined) return null
  const folder = join(archiveFolder(dataDir, year, organisation), dirname(last))
  await readArchive(folder)
  return PresentedReport.parse(recordJson(await readFile(join(folder, 'presented.json'), 'utf8'), join(folder, 'presented.json')))
}
