import type { Command } from 'commander'
import type { Captured } from '#model/failure'
import type { Sample } from '#model/sample'
import type { Site } from '#model/site'
import { factorValue } from '#lib/factors/factor-book'
import { drawSample } from '#effects/sampling/draw-sample'
import { spokenFailure } from '#effects/command/check-table'
import { contactOf } from '#effects/command/contact'
import { exitCodes, Interrupted, UsageError } from '#effects/command/errors'
import { loadFactorBook } from '#effects/territory/factors'
import { readFixtures, type Fixtures } from '#effects/network/fixtures'
import { allowPrivateOption, dataOption, wholeNumber } from '#effects/command/options'
import { readSample, writeSample } from '#effects/sampling/sample-file'
import { sampleReport } from '#effects/sampling/sample-report'
import { print, printJson, say, startProgress } from '#effects/command/terminal'
import { readDeclaredFolder } from '#effects/territory/territory'
import { upstreamsOf } from '#effects/network/upstream'

export type SampleOptions = {
  dataDir: string
  /** Id of one site of sites.yml. */
  site: string
  /** Instant of the draw (ISO 8601, UTC). */
  at: string
  /** Draws again where there is a sample already. */
  renew?: boolean
  /** Draws and shows, writes nothing. */
  dryRun?: boolean
  /** Default: the site and the day, which nobody chooses. */
  seed?: string
  maxPages?: number
  allowPrivate?: boolean
  fixtures?: Fixtures | null
  onPage?: (asked: number, known: number) => void
  signal?: AbortSignal
}

export type SampleOutcome = { sample: Sample; fresh: boolean; before: Sample | null; file: string | null }

/**
 * The sample of a site: the one on disk, or a new one where there is none or where one is asked for.
 * The failure is that of the home page. Throws a UsageError for a site or a file that a person has to correct.
 */
export async function sample(options: SampleOptions): Promise<Captured<SampleOutcome>> {
  const { dataDir, renew = false, dryRun = false, allowPrivate = false, fixtures = null } = options
  const { territory, sites } = await readDeclaredFolder(dataDir)
  const site = siteOf(sites, options.site)
  const before = await readSample(dataDir, site.id)
  if (before && !renew) return { ok: true, value: { sample: before, fresh: false, before, file: null } }
  const drawn = await drawSample({
    site, before, at: options.at, seed: options.seed ?? `${site.id} ${options.at.slice(0, 10)}`, maxPages: options.maxPages ?? 200,
    randomShare: factorValue(await loadFactorBook(), 'rgaa.sample.random-share'),
    guard: { allowPrivate, fixtures: fixtures?.fixtures ?? null, upstream: upstreamsOf(process.env), ...(site.allowPrivate ? { allowPrivateRanges: site.allowPrivate } : {}) },
    spkiHashes: fixtures?.spkiHashes ?? [], contact: contactOf(territory),
    ...(options.onPage ? { onPage: options.onPage } : {}), ...(options.signal ? { signal: options.signal } : {}),
  })
  if (!drawn.ok) return drawn
  return { ok: true, value: { sample: drawn.value, fresh: true, before, file: dryRun ? null : await writeSample(dataDir, drawn.value) } }
}

function siteOf(sites: readonly Site[], id: string): Site {
  const site = sites.find((each) => each.id === id)
  if (site) return site
  throw new UsageError(`Le site « ${id} » n’existe pas dans sites.yml.`, `Choisissez parmi : ${sites.map((each) => each.id).join(', ') || '(aucun pour l’instant)'}.`)
}

/** What a person should know once the sample is drawn, above all that a trend breaks. */
function describe({ sample: drawn, fresh, before, file }: SampleOutcome): void {
  if (!fresh) return say('Échantillon déjà figé : rien n’a été demandé au site. --renew en tire un autre.')
  if (file) say(`Écrit dans ${file}`)
  if (before && before.since === drawn.since) say('Les pages mesurées sont les mêmes qu’avant : les courbes continuent.')
  else if (before) say('Les pages ne sont plus les mêmes : les courbes montreront une rupture à la prochaine visite.')
}

type SampleFlags = { data: string; renew: boolean; dryRun: boolean; seed?: string; maxPages: number; format: 'text' | 'json'; allowPrivate: boolean; fixtures?: string }

async function run(site: string, flags: SampleFlags): Promise<number> {
  const progress = startProgress(flags.format === 'json')
  const stopped = new AbortController()
  const stop = () => stopped.abort(new Interrupted())
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const outcome = await sample({
      dataDir: flags.data, site, at: new Date().toISOString(), renew: flags.renew, dryRun: flags.dryRun, maxPages: flags.maxPages, allowPrivate: flags.allowPrivate,
      fixtures: flags.fixtures ? await readFixtures(flags.fixtures) : null, signal: stopped.signal, ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      onPage: (asked, known) => progress.update([`${asked} pages lues, ${known} adresses connues`]),
    })
    if (!outcome.ok) {
      say(`La page d’accueil de ${site} n’a pas pu être lue : ${spokenFailure(outcome.failure)}`)
      return exitCodes.notMeasured
    }
    if (flags.format === 'json') printJson(outcome.value.sample)
    else print(sampleReport(outcome.value.sample).trimEnd())
    describe(outcome.value)
    return exitCodes.fine
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

export function register(program: Command): void {
  program.command('sample')
    .description('montre les pages qui représentent un site, et dit pourquoi celles-ci')
    .argument('<site>', 'identifiant de sites.yml')
    .addOption(dataOption())
    .option('--renew', 'tire un nouvel échantillon : les courbes du site montrent une rupture', false)
    .option('--dry-run', 'tire et montre, n’écrit rien', false)
    .option('--seed <texte>', 'graine du tirage ; par défaut le site et le jour')
    .option('--max-pages <n>', 'pages lues au plus', wholeNumber(1, 2_000), 200)
    .option('--format <format>', 'text ou json', 'text')
    .addOption(allowPrivateOption())
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }')
    .addHelpText('after', `
Exemples :
  trefle sample portail --data datasets/ma-ville
  trefle sample portail --data datasets/ma-ville --renew --dry-run
  trefle sample portail --data datasets/ma-ville --format json > echantillon.json

Codes de sortie : 0 l’échantillon est montré · 2 configuration à corriger · 3 la page d’accueil n’a pas pu être lue`)
    .action(async (site: string, flags: SampleFlags) => {
      if (!['text', 'json'].includes(flags.format)) throw new UsageError(`Format inconnu : ${flags.format}.`, 'Choisissez text ou json.')
      process.exitCode = await run(site, flags)
    })
}
