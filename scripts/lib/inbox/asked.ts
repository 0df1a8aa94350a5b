import { join } from 'node:path'
import { AskedVisit } from '#model/inbox'
import type { RunPlan } from '#model/run-plan'
import { declared } from '#lib/ci-reports/check-record'
import { UsageError } from '../command/errors.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import { readTerritoryFolder } from '../territory/territory.ts'

const askedFile = (dataDir: string) => join(dataDir, 'asked.jsonl')

/** What was asked and that no run has visited since, oldest first. */
export async function waitingVisits(dataDir: string): Promise<AskedVisit[]> {
  const { values } = await readLines(askedFile(dataDir), AskedVisit)
  return [...new Map(values.map((line) => [`${line.item} ${line.site}`, line])).values()].filter(({ run }) => run === null)
}

/**
 * The sites of the addresses of a request. Throws a UsageError for an address that sites.yml does not declare: it would be accepted and never
 * visited.
 */
export async function sitesAsked(dataDir: string, urls: readonly string[]): Promise<string[]> {
  const { sites } = await readTerritoryFolder(dataDir)
  return [...new Set(urls.map((url) => {
    // Where in the page it is read does not make another page.
    const place = declared({ url: url.replace(/#.*/, '') }, sites)
    if (place === null) throw new UsageError(`${url} n’est pas une page déclarée de ce territoire : aucune visite ne la lirait.`, 'Ajoutez-la à sites.yml (ou à l’échantillon : trefle sample), puis acceptez de nouveau ; ou refusez la demande avec sa raison.')
    return place.site.id
  }))]
}

/** Asks the next visit for sites. Asking twice is asking once. */
export async function askVisits(dataDir: string, item: string, sites: readonly string[], at: string): Promise<void> {
  await appendLines(askedFile(dataDir), sites.map((site) => AskedVisit.parse({ schema: 'trefle/asked-visit@1', item, site, at, run: null } satisfies AskedVisit)))
}

/** Says of what was asked before a run began, on sites that it visited, that it is done. */
export async function answerVisits(dataDir: string, { run, startedAt, sites }: Pick<RunPlan, 'run' | 'startedAt' | 'sites'>, at: string): Promise<void> {
  const answered = (await waitingVisits(dataDir)).filter((asked) => asked.at <= startedAt && sites.includes(asked.site))
  await appendLines(askedFile(dataDir), answered.map((asked) => ({ ...asked, at, run })))
}
