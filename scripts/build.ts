import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Option, type Command } from 'commander'
import { UsageError } from '#effects/command/errors'
import { localeReport } from '#effects/territory/locale'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { sourceLocale } from '#lib/words/messages'

const root = fileURLToPath(new URL('..', import.meta.url))

export type BuildOptions = { dataDir: string; outDir: string; base?: string; site?: string; locale?: string; quiet?: boolean }

/** Builds the static dashboard of a territory folder into `<outDir>/client` (files) and `<outDir>/server` (the inbox). */
export async function build(options: BuildOptions): Promise<void> {
  const publication = join(options.dataDir, 'publication', 'territory.json')
  if (!existsSync(publication))
    throw new UsageError(`Rien à publier : ${publication} n’existe pas.`, `Calculez d’abord les indicateurs : trefle compute --data ${options.dataDir}`)
  const lacks = await localeReport(options.locale ?? sourceLocale)
  if (lacks !== null) say(lacks)
  // Astro's prerenderer looks for its packages above the folder it writes to: it writes inside the repository, and the result is moved.
  await mkdir(join(root, 'var'), { recursive: true })
  const workshop = await mkdtemp(join(root, 'var', 'build-'))
  try {
    await runAstro(workshop, options)
    for (const part of ['client', 'server']) {
      await rm(join(options.outDir, part), { recursive: true, force: true })
      await cp(join(workshop, part), join(options.outDir, part), { recursive: true })
    }
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

async function runAstro(outDir: string, { dataDir, base, site, locale = sourceLocale, quiet }: BuildOptions): Promise<void> {
  const env = {
    ...process.env,
    TREFLE_DATA: resolve(dataDir),
    TREFLE_OUT: outDir,
    TREFLE_LOCALE: locale,
    ASTRO_TELEMETRY_DISABLED: '1',
    ...(base ? { TREFLE_BASE: base } : {}),
    ...(site ? { TREFLE_SITE: site } : {}),
  }
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs')
  const output: string[] = []
  const code = await new Promise<number>((done, failed) => {
    const child = spawn(process.execPath, [astro, 'build'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { if (quiet) output.push(chunk.toString()); else process.stderr.write(chunk) })
    child.on('error', failed)
    child.on('close', (status) => done(status ?? 70))
  })
  if (code !== 0) throw new Error(`La construction d’Astro a échoué (code ${code}).\n${output.join('').slice(-4000)}`)
}

export function register(program: Command): void {
  program.command('build')
    .description('construit le tableau de bord statique d’un territoire')
    .addOption(dataOption())
    .option('--out <dossier>', 'où écrire', 'dist')
    .option('--base <chemin>', 'sous-chemin du site, par exemple /numerique/')
    .option('--site <adresse>', 'adresse publique du site')
    .addOption(new Option('--locale <langue>', 'langue des pages : un fichier de src/i18n').default(sourceLocale).env('TREFLE_LOCALE'))
    .addHelpText('after', `
Exemples :
  trefle build --data datasets/ma-ville --out dist
  trefle build --data datasets/ma-ville --base /numerique/ --site https://www.ma-ville.fr

Les fichiers de dist/client se posent sur n’importe quel hébergement statique.`)
    .action(async (options: { data: string; out: string; base?: string; site?: string; locale: string }) => {
      await build({ dataDir: options.data, outDir: options.out, locale: options.locale, ...(options.base ? { base: options.base } : {}), ...(options.site ? { site: options.site } : {}) })
      say(`Tableau de bord construit dans ${join(options.out, 'client')}`)
    })
}
