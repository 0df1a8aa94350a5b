import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { HostSettings } from './host.ts'

/** One host in memory: its settings, its HTML by path, its other files by path. */
export type Host = {
  name: string
  settings: HostSettings
  pages: ReadonlyMap<string, string>
  files: ReadonlyMap<string, Buffer>
}
export type Town = ReadonlyMap<string, Host>

const hostsFolder = fileURLToPath(new URL('./hosts/', import.meta.url))

async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort()
  return new Map(await Promise.all(files.map(async (file) => [relative(folder, file).split(sep).join('/'), await readFile(file)] as const)))
}

/** `index.html` is `/`, `agenda.html` is `/agenda/`; an old `.htm` keeps its name. */
export function pathOfPage(file: string): string {
  if (file.endsWith('.htm')) return `/${file}`
  const name = file.replace(/(^|\/)index\.html$/, '$1').replace(/\.html$/, '/')
  return `/${name}`
}

/** `<!-- include header.html -->` takes a fragment; a link to the page itself there becomes the current one. */
function withFragments(html: string, path: string, fragments: ReadonlyMap<string, Buffer>): string {
  return html.replace(/<!-- include (\S+) -->\n?/g, (_all, name: string) => {
    const fragment = fragments.get(name)
    if (fragment === undefined) throw new Error(`page ${path} includes the fragment ${name}, which does not exist`)
    return fragment.toString('utf8').replaceAll(`href="${path}"`, `href="${path}" aria-current="page"`)
  })
}

async function loadHost(name: string): Promise<Host> {
  const folder = join(hostsFolder, name)
  const settings = HostSettings.parse(parse(await readFile(join(folder, 'host.yml'), 'utf8')))
  const [sources, fragments, files] = await Promise.all(['pages', 'fragments', 'files'].map((part) => filesOf(join(folder, part))))
  const pages = [...sources!].filter(([file]) => /\.html?$/.test(file)).map(([file, bytes]) => {
    const path = pathOfPage(file)
    return [path, withFragments(bytes.toString('utf8'), path, fragments!)] as const
  })
  return { name, settings, pages: new Map(pages), files: new Map([...files!].map(([file, bytes]) => [`/${file}`, bytes])) }
}

/** Reads every host of the example town in memory. */
export async function loadTown(): Promise<Town> {
  const names = (await readdir(hostsFolder)).sort()
  return new Map(await Promise.all(names.map(async (name) => [name, await loadHost(name)] as const)))
}
