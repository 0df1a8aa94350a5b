import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import { GlpiSettings, readGlpiAssets, type GlpiAsset } from '#effects/inventory-tools/glpi-assets'

const Settings = GlpiSettings.extend({
  /** Address of the interface, for example https://glpi.ville.example/api.php */
  url: z.url({ protocol: /^https?$/ }),
  /** Version asked, written in the addresses: without it, an update of GLPI would change the answers. */
  version: z.string().regex(/^v2(\.\d+)?$/).default('v2.2'),
  /** Environment variables that hold the identifier and the secret of the OAuth client; with a user, its own grant. */
  client: z.strictObject({ id: z.string().min(1).default('GLPI_CLIENT_ID'), secret: z.string().min(1).default('GLPI_CLIENT_SECRET') }).prefault({}),
  user: z.strictObject({ name: z.string().min(1), password: z.string().min(1) }).optional(),
  /** Purchase dates are one question a device: they may be left out of a large fleet, whose dates a finance file gives. */
  purchases: z.boolean().default(true),
})
type Settings = z.infer<typeof Settings>

const Token = z.object({ access_token: z.string().min(1), token_type: z.string() })
const text = z.string().nullish()
const named = z.object({ name: text }).nullish()
const entity = z.object({ name: text, completename: text }).nullish()
/** Most assets have a `status`; PDUs and passive equipment have a `state`. */
const Item = z.object({
  id: z.int(), serial: text, type: named, model: named, manufacturer: named, status: named, state: named, entity,
  is_deleted: z.boolean().nullish(), is_template: z.boolean().nullish(),
})
const Infocom = z.object({ date_buy: text, date_use: text, date_decommission: text })

/** GLPI 11 by its second REST interface, with OAuth2 (RFC 6749). Only the scope `api` is asked, and nothing is written. */
export default defineConnector({
  title: 'Parc informatique, GLPI 11 (api.php v2)',
  settings: Settings,
  async fetch(settings, io) {
    const base = withoutSlash(settings.url)
    const headers = { authorization: `Bearer ${await accessToken(base, settings, io)}` }
    const assets: GlpiAsset[] = []
    let left = 0
    for (const kind of settings.kinds) {
      const list = `${base}/${settings.version}/Assets/${kind}`
      for (const item of await readList(io, list, headers, settings.pageSize)) {
        if (item.is_deleted === true || item.is_template === true) { left += 1; continue }
        const infocom = settings.purchases ? await purchaseOf(io, `${list}/${item.id}/Infocom`, headers) : null
        assets.push(distilled(kind, item, infocom))
      }
    }
    return new TextEncoder().encode(JSON.stringify({ from: `${base}/${settings.version}`, assets, left }))
  },
  parse: readGlpiAssets,
})

/** RFC 6749 4.3 with a user, 4.4 without. */
async function accessToken(base: string, { client, user }: Settings, io: Io): Promise<string> {
  const grant: Record<string, string> = user ? { grant_type: 'password', username: io.secret(user.name), password: io.secret(user.password) } : { grant_type: 'client_credentials' }
  const body = new URLSearchParams({ ...grant, client_id: io.secret(client.id), client_secret: io.secret(client.secret), scope: 'api' }).toString()
  const answer = await askJson(io, `${base}/token`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
  const token = Token.safeParse(answer.value)
  if (!token.success) throw unexpected(`${base}/token`)
  return token.data.access_token
}

/** The bounds of `Content-Range` are computed loosely by the server: only its total is used. */
async function readList(io: Io, url: string, headers: Record<string, string>, pageSize: number): Promise<z.infer<typeof Item>[]> {
  const items: z.infer<typeof Item>[] = []
  for (let start = 0; ; start += pageSize) {
    const page = `${url}?start=${start}&limit=${pageSize}&sort=id:asc`
    const answer = await askJson(io, page, { headers })
    const read = z.array(Item).safeParse(answer.value)
    if (!read.success || (answer.status !== 200 && answer.status !== 206)) throw unexpected(page)
    items.push(...read.data)
    const total = Number(/\/(\d+)$/.exec(answer.headers['content-range'] ?? '')?.[1] ?? NaN)
    if (answer.status === 200 || read.data.length === 0 || start + pageSize >= total) return items
  }
}

/** 404 where nobody has filled the financial part of a device. */
async function purchaseOf(io: Io, url: string, headers: Record<string, string>): Promise<z.infer<typeof Infocom> | null> {
  const answer = await askJson(io, url, { headers })
  if (answer.status === 404) return null
  const infocom = Infocom.safeParse(answer.value)
  if (!infocom.success || answer.status !== 200) throw unexpected(url)
  return infocom.data
}

function distilled(kind: string, item: z.infer<typeof Item>, infocom: z.infer<typeof Infocom> | null): GlpiAsset {
  return {
    kind, serial: item.serial ?? null, type: item.type?.name ?? null, model: item.model?.name ?? null, maker: item.manufacturer?.name ?? null,
    state: (item.status ?? item.state)?.name ?? null, organisation: item.entity?.completename ?? item.entity?.name ?? null,
    purchase: infocom?.date_buy ?? infocom?.date_use ?? null, retirement: infocom?.date_decommission ?? null,
  }
}
