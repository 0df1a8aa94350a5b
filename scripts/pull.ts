import type { Command } from 'commander'
import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import type { FactorBook } from '#model/factor'
import type { ImportReport, Source } from '#model/source'
import type { Territory } from '#model/territory'
import { loadConnectors } from '#effects/territory/discover'
import { UsageError } from '#effects/command/errors'
import { loadFactorBook } from '#effects/territory/factors'
import { createIo } from '#effects/files/io'
import { appendImportReport, appendObservations, type Appended } from '#effects/record/observations'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { readTerritoryFolder } from '#effects/territory/territory'
import { upstreamsOf } from '#effects/network/upstream'

export type PullOptions = {
  dataDir: string
  /** Id of one source of sources.yml; all of them without it. */
  source?: string
  /** Instant of the pull (ISO 8601, UTC). */
  at: string
  /** Reads and reports, writes nothing. */
  dryRun?: boolean
  /** Called after each source; `appended` is null in a dry run. */
  onReport?: (report: ImportReport, appended: Appended | null) => void
}

/**
 * Reads the sources of a territory, one after the other, and adds to its record what they state.
 * Throws a UsageError for a source, a connector, a setting or a file that a person has to correct.
 */
export async function pull({ dataDir, source, at, dryRun = false, onReport }: PullOptions): Promise<ImportReport[]> {
  const [{ territory, sources }, connectors, factors] = await Promise.all([readTerritoryFolder(dataDir), loadConnectors(), loadFactorBook()])
  const reports: ImportReport[] = []
  for (const chosen of chooseSources(sources, source)) {
    const connector = connectorOf(chosen, connectors)
    const { observations, report } = await readSource(chosen, connector, { dataDir, at, territory, factors })
    const appended = dryRun ? null : await appendObservations(dataDir, chosen.connector, observations)
    if (!dryRun) await appendImportReport(dataDir, report)
    onReport?.(report, appended)
    reports.push(report)
  }
  return reports
}

function chooseSources(sources: readonly Source[], id: string | undefined): readonly Source[] {
  if (id === undefined) return sources
  const chosen = sources.filter((source) => source.id === id)
  if (chosen.length > 0) return chosen
  throw new UsageError(`La source « ${id} » n’existe pas dans sources.yml.`, `Choisissez parmi : ${sources.map((source) => source.id).join(', ') || '(aucune pour l’instant)'}.`)
}

function connectorOf({ id, connector }: Source, connectors: ReadonlyMap<string, ConnectorDefinition>): ConnectorDefinition {
  const definition = connectors.get(connector)
  if (definition) return definition
  throw new UsageError(`sources.yml, source ${id} : le connecteur « ${connector} » n’existe pas.`, `Choisissez parmi : ${[...connectors.keys()].join(', ')}.`)
}

type Surroundings = { dataDir: string; at: string; territory: Territory; factors: FactorBook }

async function readSource(source: Source, connector: ConnectorDefinition, { dataDir, at, territory, factors }: Surroundings): Promise<Parsed> {
  const settings = connector.settings.safeParse(source.settings, { error: z.locales.fr().localeError })
  if (!settings.success) {
    const [issue] = settings.error.issues
    throw new UsageError(`sources.yml, source ${source.id}, settings.${issue?.path.join('.') ?? ''} : ${issue?.message ?? 'réglage refusé'}.`, `Corrigez ce réglage du connecteur ${source.connector}.`)
  }
  const contact = territory.contact.url ?? territory.contact.email ?? ''
  const io = createIo({ dataDir, at, contact, guard: { allowPrivate: false, fixtures: null, upstream: upstreamsOf(process.env) } })
  const raw = await connector.fetch(settings.data, io)
  return connector.parse(raw, settings.data, { source, territory, at, factors })
}

/** The end of an import, as a person reads it on the terminal: what was kept, what was not and why. */
export function describeImport(report: ImportReport, appended: Appended | null): void {
  const counts = [`${report.kept} lignes gardées sur ${report.read.lines}`, `${report.rejected.length} rejetées`, `${report.duplicates.length} doublons`]
  say(`${report.source} (${report.read.from}) : ${counts.join(', ')}`)
  for (const { line, reason, mend } of report.rejected) say(`  ligne ${line} : ${reason} → ${mend}`)
  for (const { line, message } of report.notes) say(`  ${line === null ? '' : `ligne ${line} : `}${message}`)
  if (appended === null) say('  Essai : rien n’a été écrit.')
  else say(`  registre : ${appended.appended} observations ajoutées, ${appended.superseded} corrigées, ${appended.unchanged} inchangées`)
}

export function register(program: Command): void {
  program.command('pull')
    .description('lit les sources d’un territoire (inventaires, compteurs) et les ajoute à son registre')
    .argument('[source]', 'identifiant de sources.yml ; toutes par défaut')
    .addOption(dataOption())
    .option('--dry-run', 'lit et rend compte, n’écrit rien', false)
    .addHelpText('after', `
Exemples :
  trefle pull --data datasets/ma-ville
  trefle pull parc-informatique --data datasets/ma-ville --dry-run`)
    .action(async (source: string | undefined, { data, dryRun }: { data: string; dryRun: boolean }) => {
      const reports = await pull({ dataDir: data, at: new Date().toISOString(), dryRun, onReport: describeImport, ...(source === undefined ? {} : { source }) })
      if (reports.length === 0) say('Aucune source dans sources.yml.')
    })
}
