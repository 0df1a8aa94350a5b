import { join } from 'node:path'
import { CommitmentsFile, type Commitment } from '#model/commitment'
import { SitesFile, type Site } from '#model/site'
import { SourcesFile, type Source } from '#model/source'
import { Territory } from '#model/territory'
import { UsageError } from '../command/errors.ts'
import { readSample, withSample } from '../sampling/sample-file.ts'
import { readScenarios, withScenarios, type Scenarios } from './scenarios.ts'
import { readYaml, type Located } from '../files/yaml-file.ts'
import { refuseSharedSuffix, withOwnDomains } from './own-domains.ts'
import { readQuoted, withSources, type Quoted } from './quoted.ts'

export type TerritoryFolder = { territory: Territory; sites: Site[]; sources: Source[]; commitments: Commitment[]; quoted: Quoted; commitmentsFile: Located<unknown> | null }

type Row = { id: string; organisation?: string | undefined }

/** Two rows of one list may not share an id. */
function refuseTwins<T>(file: Located<T>, rows: readonly { id: string }[], path: readonly PropertyKey[]): void {
  const seen = new Set<string>()
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id)) throw file.refuse([...path, index, 'id'], `l’identifiant « ${id} » est déjà pris`, 'Donnez à chacun un identifiant différent.')
    seen.add(id)
  }
}

/** A word that names a row of another list must be one of its ids. */
function refuseStranger<T>(file: Located<T>, path: readonly PropertyKey[], id: string | null | undefined, known: ReadonlySet<string>, where: string): void {
  if (id === null || id === undefined || known.has(id)) return
  throw file.refuse(path, `« ${id} » n’existe pas dans ${where}`, `Choisissez parmi : ${[...known].sort().join(', ') || '(aucun pour l’instant)'}.`)
}

/** Rows of one file, their ids unique and their organisations known; none when the file does not exist. */
function checkedRows<T, R extends Row>(file: Located<T> | null, key: string, pick: (value: T) => R[], organisations: ReadonlySet<string>): R[] {
  if (file === null) return []
  const rows = pick(file.value)
  refuseTwins(file, rows, [key])
  for (const [index, row] of rows.entries()) refuseStranger(file, [key, index, 'organisation'], row.organisation, organisations, 'les organisations de territory.yml')
  return rows
}

async function readTerritory(dataDir: string): Promise<Territory> {
  const file = await readYaml(join(dataDir, 'territory.yml'), Territory)
  if (file === null) throw new UsageError(`${dataDir} ne contient pas de territory.yml.`, 'Indiquez le dossier d’un territoire avec --data, par exemple --data examples/villeneuve/data.')
  const { organisations } = file.value
  refuseTwins(file, organisations, ['organisations'])
  refuseSharedSuffix(file, ['sameOrganisation'], file.value.sameOrganisation)
  const known = new Set(organisations.map(({ id }) => id))
  for (const [index, { parent }] of organisations.entries()) refuseStranger(file, ['organisations', index, 'parent'], parent, known, 'les organisations de ce fichier')
  return file.value
}

/**
 * A territory as it is measured: its hand-edited files, and for each site that has a frozen sample (samples/<site>.json) the
 * pages of that sample; then the audited steps of its scenarios (scenarios/<name>.yml). Throws a UsageError that names file, line, what was expected and how to mend it.
 */
export async function readTerritoryFolder(dataDir: string, indicators?: ReadonlySet<string>): Promise<TerritoryFolder & { scenarios: Scenarios }> {
  const declared = await readDeclaredFolder(dataDir, indicators)
  const sampled = await Promise.all(declared.sites.map(async (site) => withSample(site, await readSample(dataDir, site.id))))
  const scenarios = await readScenarios(dataDir, sampled)
  return { ...declared, sites: sampled.map((site) => withScenarios(site, scenarios)), scenarios }
}

/**
 * The hand-edited files of a territory: territory.yml, and sites.yml, sources.yml, commitments.yml and what it quotes where they
 * exist (a territory without websites is one without sites.yml). `indicators`: ids that a commitment may follow; not checked without.
 * Throws a UsageError that names file, line, what was expected and how to mend it.
 */
export async function readDeclaredFolder(dataDir: string, indicators?: ReadonlySet<string>): Promise<TerritoryFolder> {
  const territory = await readTerritory(dataDir)
  const organisations = new Set(territory.organisations.map(({ id }) => id))
  const [quoted, sitesFile, sourcesFile, commitmentsFile] = await Promise.all([
    readQuoted(dataDir),
    readYaml(join(dataDir, 'sites.yml'), SitesFile),
    readYaml(join(dataDir, 'sources.yml'), SourcesFile),
    readYaml(join(dataDir, 'commitments.yml'), CommitmentsFile),
  ])
  const sites = checkedRows(sitesFile, 'sites', ({ sites: rows }) => rows, organisations)
  const declared = checkedRows(commitmentsFile, 'commitments', ({ commitments: rows }) => rows, organisations)
  for (const [index, { pages, sameOrganisation }] of sites.entries()) {
    if (!sitesFile) break
    refuseTwins(sitesFile, pages, ['sites', index, 'pages'])
    refuseSharedSuffix(sitesFile, ['sites', index, 'sameOrganisation'], sameOrganisation)
  }
  for (const [index, { indicator, alsoFollowedBy }] of declared.entries()) {
    if (!commitmentsFile || !indicators) break
    refuseStranger(commitmentsFile, ['commitments', index, 'indicator'], indicator, indicators, 'les indicateurs de Trèfle')
    for (const [rank, other] of alsoFollowedBy.entries()) refuseStranger(commitmentsFile, ['commitments', index, 'alsoFollowedBy', rank], other, indicators, 'les indicateurs de Trèfle')
  }
  return {
    territory, sites: withOwnDomains(sites, territory), quoted, commitmentsFile, sources: checkedRows(sourcesFile, 'sources', ({ sources: rows }) => rows, organisations),
    commitments: commitmentsFile === null ? [] : withSources(commitmentsFile, quoted.documents),
  }
}
