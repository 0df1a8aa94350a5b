import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Option, type Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { localeReport, shippedLocales } from '#effects/territory/locale'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { editions, type Edition } from '#lib/publish/edition'
import { sourceLocale } from '#lib/words/messages'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `locales`: languages of the pages, the one at the root of the site first. */
export type BuildOptions = { dataDir: string; outDir: string; base?: string; site?: string; locales?: readonly string[]; edition?: Edition; service?: boolean; quiet?: boolean }
type AstroRun = { locale: string; locales: readonly string[]; heapMegabytes: number }

/** Astro builds at a time: each holds the whole publication in memory and keeps a core busy. */
const together = 2

/**
 * The heap of one of them. Left alone, Node collects so late that garbage is most of its memory. Read as objects, JSON takes two to
 * three times its bytes; the pages and what makes them take about 400 MB.
 */
async function heapFor(publication: string): Promise<number> {
  const files = (await readdir(publication, { recursive: true, withFileTypes: true })).filter((file) => file.isFile() && file.name.endsWith('.json'))
  const bytes = (await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))).reduce((sum, size) => sum + size, 0)
  return Math.max(640, Math.ceil((3 * bytes) / 1e6))
}

/**
 * Builds the static dashboard of a territory folder into `<outDir>/client` (files) and `<outDir>/server` (the inbox). The first language
 * stands at the root with the files that all share, each other one in a folder of its own.
 */
export async function build(options: BuildOptions): Promise<void> {
  const { dataDir, outDir } = options
  const publication = join(dataDir, 'publication', 'territory.json')
  if (!existsSync(publication))
    throw new UsageError(`Rien à publier : ${publication} n’existe pas.`, `Calculez d’abord les indicateurs : trefle compute --data ${dataDir}`)
  const locales = options.locales ?? await shippedLocales()
  for (const locale of locales) {
    const lacks = await localeReport(locale)
    if (lacks !== null) say(lacks)
  }
  const heapMegabytes = await heapFor(dirname(publication))
  // Astro's prerenderer looks for its packages above the folder it writes to: it writes inside the repository, and the result is moved.
  await mkdir(join(root, 'var'), { recursive: true })
  const workshop = await mkdtemp(join(root, 'var', 'build-'))
  try {
    await inTurn([...locales], (locale) => runAstro(join(workshop, locale), options, { locale, locales, heapMegabytes }))
    await gather(workshop, outDir, locales)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

/** Works through a list, some at a time; those under way end before the first failure is thrown. */
async function inTurn(waiting: string[], work: (name: string) => Promise<void>): Promise<void> {
  const worker = async () => { for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await work(name) }
  const ended = await Promise.allSettled(Array.from({ length: together }, worker))
  for (const end of ended) if (end.status === 'rejected') throw end.reason
}

/** A folder of thousands of pages changes its name; to another disk, it is copied. */
async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await rename(from, to)
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EXDEV')) throw cause
    await cp(from, to, { recursive: true })
  }
}

/** The languages put together: stylesheets and scripts once, the pages of each in their place. */
async function gather(workshop: string, outDir: string, [first = sourceLocale, ...others]: readonly string[]): Promise<void> {
  for (const part of ['client', 'server']) {
    await rm(join(outDir, part), { recursive: true, force: true })
    await move(join(workshop, first, part), join(outDir, part))
  }
  for (const locale of others) {
    const made = join(workshop, locale, 'client')
    for (const name of await readdir(made)) {
      if (existsSync(join(root, 'public', name))) continue
      if (name === '_astro') await cp(join(made, name), join(outDir, 'client', name), { recursive: true })
      else await move(join(made, name), join(outDir, 'client', locale, name))
    }
  }
}

async function runAstro(outDir: string, { dataDir, base, site, edition = 'public', service = false, quiet }: BuildOptions, { locale, locales, heapMegabytes }: AstroRun): Promise<void> {
  const env = {
    ...process.env,
    // What is built is what is published, whoever asks for it: a test would otherwise have pages without their weight.
    NODE_ENV: 'production',
    TREFLE_DATA: resolve(dataDir),
    TREFLE_OUT: outDir,
    TREFLE_LOCALE: locale,
    TREFLE_LOCALES: locales.join(','),
    TREFLE_EDITION: edition,
    TREFLE_SERVICE: service ? '1' : '',
    ASTRO_TELEMETRY_DISABLED: '1',
    ...(base ? { TREFLE_BASE: base } : {}),
    ...(site ? { TREFLE_SITE: site } : {}),
  }
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
  const output: string[] = []
  const code = await new Promise<number>((done, failed) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMegabytes}`, astro, 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { if (quiet) output.push(chunk.toString()); else process.stderr.write(chunk) })
    child.on('error', failed)
    child.on('close', (status) => done(status ?? 70))
  })
  if (code !== 0) throw new Error(`La construction d’Astro a échoué (${locale}, code ${code}).\n${output.join('').slice(-4000)}`)
}

export function register(program: Command): void {
  program.command('build')
    .description('construit le tableau de bord statique d’un territoire')
    .addOption(dataOption())
    .option('--out <dossier>', 'où écrire', 'dist')
    .option('--base <chemin>', 'sous-chemin du site, par exemple /numerique/')
    .option('--site <adresse>', 'adresse publique du site')
    .option('--service', 'le site est servi par son propre serveur (dist/server) : la page sur l’accessibilité reçoit les signalements', false)
    .addOption(new Option('--edition <édition>', 'public : pour tous ; internal : avec ce qui n’a été vu qu’une fois et le détail de la sécurité, à ne pas publier').choices(editions).default('public'))
    .addOption(new Option('--locales <langues>', 'langues des pages, séparées par des virgules, la première à la racine (par défaut : toutes)').argParser((list) => list.split(',')))
    .addHelpText('after', `
Exemples :
  trefle build --data datasets/ma-ville --out dist
  trefle build --data datasets/ma-ville --base /numerique/ --site https://www.ma-ville.fr
  trefle build --data datasets/ma-ville --locales fr,de

Les fichiers de dist/client se posent sur n’importe quel hébergement statique.`)
    .action(async ({ data, out, ...options }: { data: string; out: string } & Omit<BuildOptions, 'dataDir' | 'outDir' | 'quiet'>) => {
      await build({ dataDir: data, outDir: out, ...options })
      say(`Tableau de bord construit dans ${join(out, 'client')}`)
    })
}
