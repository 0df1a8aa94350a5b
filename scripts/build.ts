import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Option, type Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { localeReport, shippedLocales } from '#effects/territory/locale'
import { dataOption } from '#effects/command/options'
import { bar, say, startProgress, type Progress } from '#effects/command/terminal'
import { counted } from '#lib/gate/value-words'
import { editions, type Edition } from '#lib/publish/edition'
import { rendererFile } from './pages-apart.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** `locales`: languages of the pages, the one at the root of the site first. */
export type BuildOptions = { dataDir: string; outDir: string; base?: string; site?: string; locales?: readonly string[]; edition?: Edition; service?: boolean; progress?: Progress }
type Run = { args: readonly string[]; env: Readonly<Record<string, string>>; what: string; hear?: (line: string) => void }

/** Languages made at a time: each holds the whole publication in memory, and keeps a core busy. */
const together = availableParallelism()

/**
 * The heap of one of them, in megabytes. Left alone, Node collects so late that garbage is most of its memory. Read as objects, JSON
 * takes up to three times its bytes; what makes the pages takes about 60 MB.
 */
async function heapFor(publication: string): Promise<number> {
  const files = (await readdir(publication, { recursive: true, withFileTypes: true })).filter((file) => file.isFile() && file.name.endsWith('.json'))
  const bytes = (await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))).reduce((sum, size) => sum + size, 0)
  return 200 + Math.ceil((3 * bytes) / 1e6)
}

/**
 * Builds the static dashboard of a territory folder into `<outDir>/client` (files) and `<outDir>/server` (the inbox). Astro bundles the
 * pages once; then each language is made by a process of its own: the first one stands at the root with the files that all share,
 * each other one in a folder.
 */
export async function build(options: BuildOptions): Promise<void> {
  const { dataDir, outDir, base, site, edition = 'public', service = false, progress = startProgress(true) } = options
  const publication = join(dataDir, 'publication', 'territory.json')
  if (!existsSync(publication))
    throw new UsageError(`Rien à publier : ${publication} n’existe pas.`, `Calculez d’abord les indicateurs : trefle compute --data ${dataDir}`)
  const locales = options.locales ?? await shippedLocales()
  for (const locale of locales) {
    const lacks = await localeReport(locale)
    if (lacks !== null) say(lacks)
  }
  const heap = `--max-old-space-size=${await heapFor(dirname(publication))}`
  // What makes the pages looks for its packages above the folder it stands in: it stands inside the repository, and the result is moved.
  await mkdir(join(root, 'var'), { recursive: true })
  const workshop = await mkdtemp(join(root, 'var', 'build-'))
  const env = {
    // What is built is what is published, whoever asks for it: a test would otherwise have pages without their weight.
    NODE_ENV: 'production',
    TREFLE_DATA: resolve(dataDir),
    TREFLE_OUT: workshop,
    TREFLE_LOCALES: locales.join(','),
    TREFLE_EDITION: edition,
    TREFLE_SERVICE: service ? '1' : '',
    ASTRO_TELEMETRY_DISABLED: '1',
    ...(base ? { TREFLE_BASE: base } : {}),
    ...(site ? { TREFLE_SITE: site } : {}),
  }
  try {
    progress.update(['Assemblage du tableau de bord…'])
    await run({ args: [join(root, 'node_modules', 'astro', 'bin', 'astro.mjs'), 'build'], env, what: 'Astro' })
    const tell = tellPages(locales, progress)
    await inTurn([...locales], (locale) => run({ args: [heap, join(workshop, 'pages', rendererFile)], env: { ...env, TREFLE_LOCALE: locale }, what: locale, hear: (line) => tell(locale, line) }))
    for (const part of ['client', 'server']) {
      await rm(join(outDir, part), { recursive: true, force: true })
      await move(join(workshop, part), join(outDir, part))
    }
    progress.done(`Tableau de bord construit dans ${join(outDir, 'client')}`)
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

/** Tells how many pages of all languages are written, from what each process says: `42/310`. */
function tellPages(locales: readonly string[], progress: Progress): (locale: string, line: string) => void {
  const counts = new Map(locales.map((locale) => [locale, [0, 0]]))
  return (locale, line) => {
    const [, done, total] = /^(\d+)\/(\d+)$/.exec(line) ?? []
    if (done === undefined || total === undefined) return
    counts.set(locale, [Number(done), Number(total)])
    const [written = 0, all = 0] = [0, 1].map((at) => [...counts.values()].reduce((sum, count) => sum + (count[at] ?? 0), 0))
    // A language that waits for its turn has about as many pages as one that has begun.
    const share = written / (all * locales.length / [...counts.values()].filter(([, known]) => known).length)
    progress.update([`${bar(share, 1)} ${written} pages écrites, ${counted(locales.length, 'langue', 'langues')}`], share)
  }
}

/** Runs Node to its end. What it says is kept for its failure; `hear` is told each line of its standard output. */
async function run({ args, env, what, hear }: Run): Promise<void> {
  const output: string[] = []
  const code = await new Promise<number>((done, failed) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    createInterface({ input: child.stdout }).on('line', (line) => { if (hear) hear(line); else output.push(line) })
    createInterface({ input: child.stderr }).on('line', (line) => output.push(line))
    child.on('error', failed)
    child.on('close', (status) => done(status ?? 70))
  })
  if (code !== 0) throw new Error(`La construction a échoué (${what}, code ${code}).\n${output.join('\n').slice(-4000)}`)
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
    .action(async ({ data, out, ...options }: { data: string; out: string } & Omit<BuildOptions, 'dataDir' | 'outDir' | 'progress'>) => {
      await build({ dataDir: data, outDir: out, progress: startProgress(), ...options })
    })
}
