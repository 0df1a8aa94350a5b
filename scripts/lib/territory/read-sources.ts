import { z } from 'zod'
import type { ConnectorDefinition, Io, Parsed } from '#lib/define'
import type { Source } from '#model/source'
import type { Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import { createIo } from '../files/io.ts'
import { readLocalInventory } from '../inventory/local-files.ts'
import { upstreamsOf } from '../network/upstream.ts'
import { loadConnectors } from './discover.ts'
import { loadFactorBook } from './factors.ts'
import { readTerritoryFolder } from './territory.ts'

export type ReadSourcesOptions = {
  dataDir: string
  /** Id of one source of sources.yml; all of them without it. */
  source?: string
  /** Instant of the reading (ISO 8601, UTC). */
  at: string
  /** Settings that replace those of sources.yml for this reading. */
  override?: Readonly<Record<string, unknown>>
  allowPrivate?: boolean
  /** Given the world of each source before its connector is. */
  around?: (io: Io, source: Source) => Io
}

/**
 * Reads the sources of a territory, one after the other, and writes nothing.
 * Throws a UsageError for a source, a connector, a setting or a file that a person has to correct.
 */
export async function* readSources({ dataDir, source: id, at, override, allowPrivate = false, around = (io) => io }: ReadSourcesOptions): AsyncGenerator<{ source: Source; parsed: Parsed }> {
  const [{ territory, sources }, connectors, factors] = await Promise.all([readTerritoryFolder(dataDir), loadConnectors(), loadFactorBook()])
  const chosen = chooseSources(sources, id)
  const local = await readLocalInventory(dataDir, territory, factors, createIo({ dataDir, at, guard: { allowPrivate: false, fixtures: null } }))
  for (const source of chosen) {
    const connector = connectorOf(source, connectors)
    const io = around(ioOf(source, { dataDir, at, allowPrivate, territory }), source)
    const settings = settingsOf(source, connector, override)
    const raw = await connector.fetch(settings, io)
    yield { source, parsed: connector.parse(raw, settings, { source, territory, at, factors, local }) }
  }
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

function settingsOf(source: Source, connector: ConnectorDefinition, override: ReadSourcesOptions['override']): unknown {
  const settings = connector.settings.safeParse({ ...source.settings, ...override }, { error: z.locales.fr().localeError })
  if (settings.success) return withoutLogin(settings.data, source)
  const [issue] = settings.error.issues
  throw new UsageError(`sources.yml, source ${source.id}, settings.${issue?.path.join('.') ?? ''} : ${issue?.message ?? 'réglage refusé'}.`, `Corrigez ce réglage du connecteur ${source.connector}.`)
}

/** An address is written in the report of each import, which is published: it may hold no login. */
function withoutLogin(settings: unknown, { id }: Source): unknown {
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (typeof value !== 'string' || !/^https?:\/\/[^/?#]*@/i.test(value)) continue
    throw new UsageError(`sources.yml, source ${id}, settings.${name} : l’adresse contient un identifiant ou un mot de passe.`, 'Retirez-les de l’adresse : les secrets se donnent par des variables d’environnement.')
  }
  return settings
}

function ioOf(source: Source, { dataDir, at, allowPrivate, territory }: { dataDir: string; at: string; allowPrivate: boolean; territory: Territory }): Io {
  const contact = territory.contact.url ?? territory.contact.email
  const ranges = { allowPrivateRanges: source.allowPrivate, allowPrivatePorts: source.allowPorts }
  return createIo({ dataDir, at, contact, guard: { allowPrivate, ...ranges, fixtures: null, upstream: upstreamsOf(process.env) } })
}
