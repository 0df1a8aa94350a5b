import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import type { OpenDataset } from '#effects/open-data/dataset'
import { readCatalogue } from '#effects/open-data/read-catalogue'

const text = z.string().nullish().transform((value) => (value === '' || value === undefined ? null : value))
const Dataset = z.object({
  dataset_id: z.string(), has_records: z.boolean().default(false),
  metas: z.object({
    default: z.object({ data_processed: text, modified: text, license: text, federated: z.boolean().nullish() }).loose(),
    dcat: z.object({ accrualperiodicity: text }).loose().nullish(),
  }).loose(),
}).loose()
const Page = z.object({ total_count: z.int(), results: z.array(Dataset) })

/** The interface gives 100 at a time, and none past 10,000 (Explore v2.1, "limit" and "offset"). */
const [PAGE, LAST] = [100, 10_000]

function distilled({ dataset_id: id, has_records: hasRecords, metas }: z.infer<typeof Dataset>): OpenDataset {
  const { data_processed: processed, modified, license } = metas.default
  return { id, updatedOn: (modified ?? processed)?.slice(0, 10) ?? null, frequency: metas.dcat?.accrualperiodicity ?? null, licence: license, formats: hasRecords ? ['csv', 'json'] : [] }
}

/** Catalogue of an Opendatasoft (Huwise) portal. Datasets that it federates from elsewhere are another producer's. Reply documented, not recorded. */
export default defineConnector({
  title: 'Données ouvertes : portail Opendatasoft (Explore v2.1)',
  settings: z.strictObject({
    /** Address of the portal, for example https://data.ville.fr. */
    url: z.url({ protocol: /^https?$/ }),
    /** Environment variable that holds the key of a portal that asks for one. */
    apiKey: z.string().min(1).optional(),
  }),
  async fetch({ url, apiKey }, io) {
    const base = `${withoutSlash(url)}/api/explore/v2.1/catalog/datasets`
    const headers: Record<string, string> = apiKey === undefined ? {} : { authorization: `Apikey ${io.secret(apiKey)}` }
    const [datasets, seen] = [[] as OpenDataset[], { listed: 0, total: 1 }]
    while (seen.listed < Math.min(seen.total, LAST)) {
      const page = Page.safeParse((await askJson(io, `${base}?limit=${PAGE}&offset=${seen.listed}`, { headers })).value)
      if (!page.success) throw unexpected(base)
      seen.total = page.data.total_count
      if (page.data.results.length === 0) break
      seen.listed += page.data.results.length
      datasets.push(...page.data.results.filter(({ metas }) => metas.default.federated !== true).map(distilled))
    }
    return new TextEncoder().encode(JSON.stringify({ from: withoutSlash(url), listed: seen.listed, datasets }))
  },
  parse: readCatalogue,
})
