import { readdir } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Slug, type Pillar } from '#model/quantity'
import { AuditId } from '#model/result'
import type { AuditDefinition, ConnectorDefinition, IndicatorDefinition, SiteAuditDefinition } from '#lib/define'

const root = fileURLToPath(new URL('../../..', import.meta.url))
/** `.ts` in a checkout, `.js` in the package built for npm. */
const extension = extname(import.meta.url)

/** Every audit, by "<pillar>/<id>", sorted: a file in audits/<pillar>/ is an audit, and nothing else registers it. */
export async function loadAudits(): Promise<ReadonlyMap<AuditId, AuditDefinition>> {
  return loadByPillar('audits', ['sobriety', 'solidarity', 'freedom'], (value): value is AuditDefinition => hasFunction(value, 'judge'))
}

/** Every check over the pages of a site, by "<pillar>/<id>", sorted: the files of audits/<pillar>/site/. */
export async function loadSiteAudits(): Promise<ReadonlyMap<AuditId, SiteAuditDefinition>> {
  const found = await loadFolder('audits/solidarity/site', (value): value is SiteAuditDefinition => hasFunction(value, 'judge'))
  return new Map([...found].map(([id, definition]) => [`solidarity/${id}`, definition]))
}

/** What is told of on the pages of the method: the audits of a page, and those of a site. */
export async function loadWholeCatalogue(): Promise<ReadonlyMap<AuditId, AuditDefinition | SiteAuditDefinition>> {
  const [ofPages, ofSites] = await Promise.all([loadAudits(), loadSiteAudits()])
  return new Map<AuditId, AuditDefinition | SiteAuditDefinition>([...ofPages, ...ofSites].sort(byName))
}

/** Every indicator, by "<pillar>/<id>", sorted. */
export async function loadIndicators(): Promise<ReadonlyMap<string, IndicatorDefinition>> {
  return loadByPillar('src/indicators', ['sobriety', 'solidarity', 'freedom', 'transverse'], (value): value is IndicatorDefinition => hasFunction(value, 'compute'))
}

/** The name of each, by which promises, errata and addresses call it. */
export const indicatorIds = (indicators: ReadonlyMap<string, IndicatorDefinition>): ReadonlySet<string> => new Set([...indicators.keys()].map((key) => key.split('/')[1] ?? key))

/** Every connector, by id, sorted. */
export async function loadConnectors(): Promise<ReadonlyMap<string, ConnectorDefinition>> {
  return loadFolder('scripts/connectors', (value): value is ConnectorDefinition => hasFunction(value, 'parse'))
}

async function loadByPillar<T>(folder: string, pillars: readonly Pillar[], is: (value: unknown) => value is T): Promise<ReadonlyMap<string, T>> {
  const found = await Promise.all(pillars.map(async (pillar) => {
    const definitions = await loadFolder(`${folder}/${pillar}`, is)
    return [...definitions].map(([id, definition]) => [`${pillar}/${id}`, definition] as const)
  }))
  return new Map(found.flat().sort(byName))
}

/** Default export of every file of a folder, by file name. A file that is not of the expected kind is a bug: it throws. */
async function loadFolder<T>(folder: string, is: (value: unknown) => value is T): Promise<ReadonlyMap<string, T>> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith(extension)).map((name) => basename(name, extension)).sort()
  const loaded = await Promise.all(names.map(async (name) => {
    const { default: definition } = await import(pathToFileURL(join(root, folder, `${name}${extension}`)).href)
    if (!Slug.safeParse(name).success) throw new Error(`${folder}/${name}.ts: the file name is the id, in kebab-case`)
    if (!is(definition)) throw new Error(`${folder}/${name}.ts: expected a definition as default export`)
    return [name, definition] as const
  }))
  return new Map(loaded)
}

function hasFunction(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, name) === 'function'
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
