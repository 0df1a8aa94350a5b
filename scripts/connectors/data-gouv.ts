import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import type { OpenDataset } from '#effects/open-data/dataset'
import { readCatalogue } from '#effects/open-data/read-catalogue'

const text = z.string().nullish().transform((value) => (value === '' || value === undefined ? null : value))
const Dataset = z.object({
  id: z.string(), frequency: text, license: text, last_update: text, last_modified: text, archived: text, deleted: text,
  harvest: z.object({ remote_id: text }).loose().nullish(),
  resources: z.array(z.object({ format: text }).loose()).default([]),
}).loose()
const Page = z.object({ data: z.array(Dataset), total: z.int(), next_page: text })

/** The same dataset harvested twice keeps the identifier of its portal. */
const distilled = ({ id, frequency, license, last_update: updated, last_modified: modified, harvest, resources }: z.infer<typeof Dataset>): OpenDataset => ({
  id: harvest?.remote_id ?? id, frequency, licence: license, updatedOn: (updated ?? modified)?.slice(0, 10) ?? null, formats: resources.flatMap(({ format }) => format ?? []),
})

/** Datasets of an organisation on data.gouv.fr, archived ones apart. Reply documented, not recorded. */
export default defineConnector({
  title: 'Données ouvertes : data.gouv.fr',
  settings: z.strictObject({
    /** Identifier or short name of the organisation on data.gouv.fr. */
    organization: z.string().min(1),
    url: z.url({ protocol: /^https?$/ }).default('https://www.data.gouv.fr/api/1'),
  }),
  async fetch({ organization, url }, io) {
    const base = `${withoutSlash(url)}/datasets/`
    const datasets: OpenDataset[] = []
    let [listed, page] = [0, 1]
    for (;;) {
      const asked = Page.safeParse((await askJson(io, `${base}?organization=${encodeURIComponent(organization)}&page_size=100&page=${page}`)).value)
      if (!asked.success) throw unexpected(base)
      listed += asked.data.data.length
      datasets.push(...asked.data.data.filter(({ archived, deleted }) => archived === null && deleted === null).map(distilled))
      // Whether there is a next page is read; where it is stays ours to say.
      if (asked.data.next_page === null || asked.data.data.length === 0) break
      page += 1
    }
    return new TextEncoder().encode(JSON.stringify({ from: `${base}?organization=${organization}`, listed, datasets }))
  },
  parse: readCatalogue,
})
