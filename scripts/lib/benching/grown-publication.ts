import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { PublishedAccessibility } from '#model/published-accessibility'
import { PublishedExplanation } from '#model/explanation'
import { PublishedIndicator, type Point } from '#model/indicator'
import { PublishedSite, PublishedTerritory, type PublishedPage } from '#model/publication'
import { pointRows } from '#lib/explain/points'
import { monthsUpTo } from '#lib/time/period'
import { textIfPresent } from '../files/if-present.ts'
import { compute } from '../../compute.ts'

const example = fileURLToPath(new URL('../../../examples/villeneuve/data', import.meta.url))

export type Size = { sites: number; pages: number; months: number }

/** The publication of the example town with so many sites, pages a site and months of history: what is drawn is real, only repeated. */
export async function writeGrownPublication(dataDir: string, size: Size): Promise<void> {
  await cp(example, dataDir, { recursive: true })
  await compute({ dataDir, now: '2026-11-22T12:00:00Z' })
  const publication = join(dataDir, 'publication')
  const territory = PublishedTerritory.parse(await readJson(join(publication, 'territory.json')))
  const last = territory.runs.at(-1)
  if (!last) throw new Error('The example town has no run to repeat.')
  const months = monthsUpTo(last.run.slice(0, 7), size.months)
  const runs = months.map((month) => ({ ...last, run: month + last.run.slice(7), startedAt: month + last.startedAt.slice(7), finishedAt: month + last.finishedAt.slice(7) }))
  await writeJson(join(publication, 'territory.json'), { ...territory, runs, counts: { sites: size.sites, pages: size.sites * size.pages, measuredPages: size.sites * size.pages } })
  await repeat(join(publication, 'sites'), PublishedSite, size.sites, (site, id) => ({ ...site, id, name: `${site.name} ${id}`, pages: pagesOf(site.pages, size.pages, runs.map(({ run }) => run)) }))
  await repeat(join(publication, 'accessibility'), PublishedAccessibility, size.sites, (each, site) => ({ ...each, site }))
  for (const name of await readdir(join(publication, 'indicators'))) {
    const path = join(publication, 'indicators', name)
    const indicator = PublishedIndicator.parse(await readJson(path))
    const series = seriesOf(indicator, months)
    await writeJson(path, { ...indicator, series })
    await growExplanation(join(publication, 'explanations', name), series)
  }
}

/** Of each older point, trees like those of the latest. */
async function growExplanation(path: string, series: readonly Point[]): Promise<void> {
  const text = await textIfPresent(path)
  if (text === null) return
  const explanation = PublishedExplanation.parse(JSON.parse(text))
  await writeJson(path, { ...explanation, points: pointRows(series.filter(({ period }) => period !== explanation.period).map((point) => ({ ...explanation, point }))) })
}

/** Every month a point like the latest; a figure that nobody has given stays missing. */
const seriesOf = ({ series, latest, cadence }: PublishedIndicator, months: readonly string[]): Point[] =>
  (latest === null || cadence === 'year' ? series : months.map((month) => ({ ...latest, period: month + latest.period.slice(7), breakBefore: false })))

function pagesOf(pages: readonly PublishedPage[], count: number, runs: readonly string[]): PublishedPage[] {
  return Array.from({ length: count }, (_, index) => {
    const page = pages[index % pages.length] as PublishedPage
    const history = Object.fromEntries(Object.entries(page.history).map(([audit, [first]]) => [audit, first ? runs.map((run) => ({ ...first, run })) : []]))
    return { ...page, history, ...(index < pages.length ? {} : { id: `${page.id}-${index}`, name: `${page.name} ${index}` }) }
  })
}

/** The files of a folder replaced by so many, each like one of them in turn. */
async function repeat<S extends z.ZodType>(folder: string, schema: S, count: number, change: (each: z.output<S>, id: string) => unknown): Promise<void> {
  const names = await readdir(folder)
  const models = await Promise.all(names.map(async (name) => schema.parse(await readJson(join(folder, name)))))
  await Promise.all(names.map((name) => rm(join(folder, name))))
  for (let index = 0; index < count; index += 1) {
    const id = `site-${String(index).padStart(3, '0')}`
    await writeJson(join(folder, `${id}.json`), change(models[index % models.length] as z.output<S>, id))
  }
}

const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'))
const writeJson = (path: string, value: unknown): Promise<void> => writeFile(path, JSON.stringify(value))
