import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import { GlpiSettings, readGlpiAssets, type GlpiAsset } from '#effects/inventory-tools/glpi-assets'

const Settings = GlpiSettings.extend({
  /** Address of the interface, for example https://glpi.ville.example/apirest.php (on GLPI 11, also …/api.php/v1). */
  url: z.url({ protocol: /^https?$/ }),
  /** Environment variables that hold the user token and, when the API client asks for one, the application token. */
  userToken: z.string().min(1).default('GLPI_USER_TOKEN'),
  appToken: z.string().min(1).optional(),
})
type Settings = z.infer<typeof Settings>

const Session = z.object({ session_token: z.string().min(1) })
/** An expanded list value is its text; empty, it is 0, null or the entity of a blank. */
const dropdown = z.union([z.string(), z.number()]).nullish().transform((value) => (typeof value === 'string' && value !== '&nbsp;' && value !== '' ? unescaped(value) : null))
const flag = z.union([z.number(), z.boolean(), z.string()]).nullish().transform((value) => Number(value ?? 0) === 1)
const day = z.string().nullish().transform((value) => value?.slice(0, 10) ?? null)
const Item = z.object({ id: z.int(), serial: dropdown, entities_id: dropdown, states_id: dropdown, manufacturers_id: dropdown, is_template: flag, is_deleted: flag }).loose()
const Infocom = z.object({ itemtype: z.string(), items_id: z.union([z.int(), z.string()]).nullish(), buy_date: day, use_date: day, decommission_date: day })
type Infocom = z.infer<typeof Infocom>

/**
 * GLPI by its first REST interface (9.1 to 10, still there in 11). Sessions are opened for the pull and closed after it.
 * Only read: nothing is written into GLPI.
 */
export default defineConnector({
  title: 'Parc informatique, GLPI (apirest.php)',
  settings: Settings,
  async fetch(settings, io) {
    const base = withoutSlash(settings.url)
    const app: Record<string, string> = settings.appToken === undefined ? {} : { 'app-token': io.secret(settings.appToken) }
    const opened = await askJson(io, `${base}/initSession`, { headers: { ...app, authorization: `user_token ${io.secret(settings.userToken)}` } })
    const session = Session.safeParse(opened.value)
    if (!session.success) throw unexpected(`${base}/initSession`)
    const headers = { ...app, 'session-token': session.data.session_token }
    try {
      const infocoms = await readList(io, `${base}/Infocom`, '', headers, settings, Infocom)
      const byItem = new Map(infocoms.map((infocom) => [`${infocom.itemtype} ${infocom.items_id}`, infocom]))
      const assets: GlpiAsset[] = []
      let left = 0
      for (const kind of settings.kinds) {
        const items = await readList(io, `${base}/${kind}`, '&expand_dropdowns=true', headers, settings, Item)
        const present = items.filter((item) => !item.is_template && !item.is_deleted)
        left += items.length - present.length
        assets.push(...present.map((item) => distilled(kind, item, byItem.get(`${kind} ${item.id}`))))
      }
      return new TextEncoder().encode(JSON.stringify({ from: base, assets, left }))
    } finally {
      await io.request(`${base}/killSession`, { headers, follow: false })
    }
  },
  parse: readGlpiAssets,
})

/**
 * A whole list, page after page. `Content-Range: 0-199/1234` says how many there are; its upper bound was one too high in
 * some versions, so that only the total is used. A range that starts past the end is answered 400: the end of the list.
 */
async function readList<S extends z.ZodType>(io: Io, url: string, query: string, headers: Record<string, string>, { pageSize }: Settings, schema: S): Promise<z.infer<S>[]> {
  const items: z.infer<S>[] = []
  for (;;) {
    const page = `${url}/?range=${items.length}-${items.length + pageSize - 1}&order=ASC&get_hateoas=false${query}`
    const answer = await askJson(io, page, { headers })
    if (answer.status === 400 && Array.isArray(answer.value) && answer.value[0] === 'ERROR_RANGE_EXCEED_TOTAL') return items
    const read = z.array(schema).safeParse(answer.value)
    if (!read.success || (answer.status !== 200 && answer.status !== 206)) throw unexpected(page)
    items.push(...read.data)
    const total = Number(/\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1] ?? NaN)
    if (answer.status === 200 || read.data.length === 0 || items.length >= total) return items
  }
}

/** "<kind>types_id" and "<kind>models_id" name the type and the model of each kind. */
function distilled(kind: string, item: z.infer<typeof Item>, infocom: Infocom | undefined): GlpiAsset {
  const name = kind.toLowerCase()
  return {
    kind, serial: item.serial, state: item.states_id, organisation: item.entities_id, maker: item.manufacturers_id,
    type: dropdown.safeParse(item[`${name}types_id`]).data ?? null, model: dropdown.safeParse(item[`${name}models_id`]).data ?? null,
    purchase: infocom?.buy_date ?? infocom?.use_date ?? null, retirement: infocom?.decommission_date ?? null,
  }
}

/** GLPI escapes what it stores ("&#62;" in "Ville &#62; Écoles"); these are all that it uses. */
function unescaped(text: string): string {
  return text.replace(/&(?:#62|gt);/g, '>').replace(/&(?:#60|lt);/g, '<').replace(/&(?:#38|amp);/g, '&').replace(/&(?:#39|apos);/g, '’').replace(/&quot;/g, '"')
}
