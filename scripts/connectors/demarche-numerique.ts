import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { median } from '#maths/statistics'
import { daysBetween } from '#lib/time/period'
import { fold } from '#effects/tables/csv-french'
import { askGraphql, pageInfo } from '#effects/services/ask-graphql'
import { parsedService } from '#effects/services/service-report'
import { FEWEST_PEOPLE, type Fact } from '#effects/tables/fact'

const Settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).default('https://demarche.numerique.gouv.fr/api/v2/graphql'),
  /** Names of the services, or of their bodies, whose procedures count: the public list is that of all France. */
  services: z.array(z.string().min(1)).min(1),
  /** Numbers of the procedures whose delays are read, and the variable that holds the token of their administrator. */
  delaysOf: z.array(z.int().positive()).default([]),
  token: z.string().min(1).default('DEMARCHE_NUMERIQUE_TOKEN'),
})

const day = z.string().nullish().transform((value) => value?.slice(0, 10) ?? null)
const Descriptors = z.object({ demarcheDescriptors: z.object({
  pageInfo, nodes: z.array(z.object({ number: z.int(), state: z.string(), datePublication: day, dateFermeture: day, service: z.object({ nom: z.string(), organisme: z.string() }).nullish() })),
}) })
const Files = z.object({ demarche: z.object({ dossiers: z.object({ pageInfo, nodes: z.array(z.object({ dateDepot: day, dateTraitement: day, deposeParUnTiers: z.boolean().nullish() })) }) }) })
const Kept = z.strictObject({
  from: z.string(), listed: z.int(), published: z.int(), closed: z.int(),
  files: z.array(z.strictObject({ on: z.iso.date(), treatedOn: z.iso.date().nullable(), byHelper: z.boolean() })),
})

const DESCRIPTORS = 'query($after: String) { demarcheDescriptors(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { number state datePublication dateFermeture service { nom organisme } } } }'
/** Dates and who filed it, nothing else of a file: neither its number, nor its fields, nor the person. */
const FILES = 'query($number: Int!, $after: String) { demarche(number: $number) { dossiers(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { dateDepot dateTraitement deposeParUnTiers } } } }'

async function* pagesOf<T extends { pageInfo: z.infer<typeof pageInfo> }>(ask: (after: string | null) => Promise<T>): AsyncGenerator<T> {
  let after: string | null = null
  do {
    const page: T = await ask(after)
    yield page
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor ?? null : null
  } while (after !== null)
}

async function filesOf(numbers: readonly number[], { url, token }: z.infer<typeof Settings>, io: Io): Promise<z.infer<typeof Kept>['files']> {
  const files: z.infer<typeof Kept>['files'] = []
  for (const number of numbers) {
    const headers = { authorization: `Bearer ${io.secret(token)}` }
    for await (const { nodes } of pagesOf(async (after) => (await askGraphql(io, url, Files, { query: FILES, variables: { number, after }, headers })).demarche.dossiers)) {
      files.push(...nodes.flatMap(({ dateDepot, dateTraitement, deposeParUnTiers }) => (dateDepot === null ? [] : [{ on: dateDepot, treatedOn: dateTraitement, byHelper: deposeParUnTiers === true }])))
    }
  }
  return files
}

/**
 * Démarche numérique: how many procedures a body publishes, from the public descriptors; with a token, how long files take, from
 * their dates alone. Reply documented (published GraphQL schema), not recorded.
 */
export default defineConnector({
  title: 'Démarches en ligne, Démarche numérique',
  settings: Settings,
  async fetch(settings, io) {
    const wanted = settings.services.map(fold)
    const count = { listed: 0, published: 0, closed: 0 }
    for await (const { nodes } of pagesOf(async (after) => (await askGraphql(io, settings.url, Descriptors, { query: DESCRIPTORS, variables: { after } })).demarcheDescriptors)) {
      const own = nodes.filter(({ service }) => service != null && [service.nom, service.organisme].some((name) => wanted.includes(fold(name))))
      count.listed += nodes.length
      count.published += own.filter(({ state }) => state === 'publiee').length
      count.closed += own.filter(({ state }) => state === 'close').length
    }
    return new TextEncoder().encode(JSON.stringify({ from: settings.url, ...count, files: await filesOf(settings.delaysOf, settings, io) }))
  },
  parse(raw, _settings, { source, at }) {
    const { from, listed, published, closed, files } = Kept.parse(JSON.parse(new TextDecoder().decode(raw)))
    const thisYear = at.slice(0, 4)
    const facts: Fact[] = [
      { metric: 'procedures.published', period: thisYear, value: published, quality: 'measured' }, { metric: 'procedures.closed', period: thisYear, value: closed, quality: 'measured' },
      ...files.flatMap(({ on, byHelper }) => [{ metric: 'procedures.filed', period: on.slice(0, 4), value: 1, quality: 'measured' as const }, { metric: 'procedures.filed-by-helper', period: on.slice(0, 4), value: byHelper ? 1 : 0, quality: 'measured' as const }]),
      ...delays(files),
    ]
    return parsedService(facts, { source, at, from, lines: listed + files.length, people: ['procedures.filed', 'procedures.filed-by-helper', 'procedures.treated'] })
  },
})

/** Median days from filing to decision, by year of the decision; none on so few files that one of them could be told. */
function delays(files: z.infer<typeof Kept>['files']): Fact[] {
  const treated = files.flatMap(({ on, treatedOn }) => (treatedOn === null ? [] : [{ year: treatedOn.slice(0, 4), days: daysBetween(on, treatedOn) }]))
  return [...Map.groupBy(treated, ({ year }) => year)].flatMap(([period, ofYear]): Fact[] => {
    const middle = ofYear.length < FEWEST_PEOPLE ? null : median(ofYear.map(({ days }) => days))
    return middle === null ? [] : [{ metric: 'procedures.delay-days', period, value: middle, unit: 'day', quality: 'computed' }, { metric: 'procedures.treated', period, value: ofYear.length, quality: 'measured' }]
  })
}
