import { z } from 'zod'
import { defineConnector, type Io } from '#lib/define'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import { Computer, ComputerSettings, readComputers } from '#effects/inventory-tools/computers'
import { UsageError } from '#effects/command/errors'

const Settings = ComputerSettings.extend({
  /** Address of the REST interface, for example https://ocs.ville.example/ocsapi */
  url: z.url({ protocol: /^https?$/ }),
  /** Environment variables that hold the user and the password, when the server asks for them (HTTP Basic). */
  login: z.strictObject({ user: z.string().min(1), password: z.string().min(1) }).optional(),
  pageSize: z.int().min(1).max(500).default(100),
  /** Columns of "accountinfo" (administrative data) where the town keeps the service, the state and the purchase date. */
  account: z.strictObject({ organisation: z.string().default('TAG'), state: z.string().optional(), purchase: z.string().optional() }).prefault({}),
})
type Settings = z.infer<typeof Settings>

const text = z.string().nullish()
/** GET /v1/computers of OCS Inventory NG 2.8: sections by computer, of which a few are kept. */
const Page = z.record(z.string(), z.object({
  hardware: z.object({ LASTCOME: text }),
  bios: z.array(z.object({ SMANUFACTURER: text, SMODEL: text, SSN: text, TYPE: text })).default([]),
  accountinfo: z.array(z.record(z.string(), z.unknown())).default([]),
  monitors: z.array(z.object({ MANUFACTURER: text, CAPTION: text, SERIAL: text })).default([]),
})).nullable()
type Entry = NonNullable<z.infer<typeof Page>>[string]

const Raw = z.object({ from: z.string(), computers: z.array(Computer) })
/** A server that gives pages for ever is not an inventory. */
const MAX_COMPUTERS = 500_000

/**
 * OCS Inventory NG, by its REST interface (2.8). Names, users, addresses and software of the machines are left on arrival;
 * serials serve to find duplicates and purchase dates, then go.
 */
export default defineConnector({
  title: 'Parc informatique, OCS Inventory NG',
  settings: Settings,
  async fetch(settings, io) {
    const computers = await readPages(settings, io)
    return new TextEncoder().encode(JSON.stringify({ from: withoutSlash(settings.url), computers }))
  },
  parse(raw, settings, context) {
    const { from, computers } = Raw.parse(JSON.parse(new TextDecoder().decode(raw)))
    return readComputers(computers, { from, lines: computers.length }, settings, context)
  },
})

/** The interface gives no total: pages are asked until one is `null`, or brings nothing new. */
async function readPages(settings: Settings, io: Io): Promise<Computer[]> {
  const computers = new Map<string, Computer>()
  const headers: Record<string, string> = settings.login ? { authorization: `Basic ${Buffer.from(`${io.secret(settings.login.user)}:${io.secret(settings.login.password)}`).toString('base64')}` } : {}
  for (let start = 0; ; start += settings.pageSize) {
    const url = `${withoutSlash(settings.url)}/v1/computers?start=${start}&limit=${settings.pageSize}`
    const page = Page.safeParse((await askJson(io, url, { headers })).value)
    if (!page.success) throw unexpected(url)
    const before = computers.size
    for (const [id, entry] of Object.entries(page.data ?? {})) computers.set(id, distilled(entry, settings))
    if (computers.size === before) return [...computers.values()]
    if (computers.size > MAX_COMPUTERS) throw new UsageError(`${settings.url} donne plus de ${MAX_COMPUTERS} ordinateurs.`, 'Vérifiez l’adresse : ce n’est pas un inventaire de collectivité.')
  }
}

function distilled({ hardware, bios: [bios], accountinfo: [account = {}], monitors }: Entry, settings: Settings): Computer {
  const administrative = (column: string | undefined): string | null => {
    const value = account[column ?? '']
    return typeof value === 'string' ? value : null
  }
  return {
    chassis: bios?.TYPE ?? null, maker: bios?.SMANUFACTURER ?? null, model: bios?.SMODEL ?? null, serial: bios?.SSN ?? null, system: null,
    organisation: administrative(settings.account.organisation), state: administrative(settings.account.state), purchase: administrative(settings.account.purchase),
    seen: hardware.LASTCOME?.slice(0, 10) ?? null,
    screens: monitors.map(({ MANUFACTURER, CAPTION, SERIAL }) => ({ maker: MANUFACTURER ?? null, model: CAPTION ?? null, serial: SERIAL ?? null })),
  }
}
