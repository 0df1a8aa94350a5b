import { z } from 'zod'
import type { Io } from '#lib/define'
import { cleanText } from '#lib/words/clean'
import { UsageError } from '../command/errors.ts'
import { askJson, unexpected, withoutSlash } from '../inventory-tools/ask-json.ts'

const Settings = z.object({
  url: z.url({ protocol: /^https?$/ }),
  /** Environment variables that hold the token, or the user and the password, when a proxy asks for them. */
  auth: z.union([z.strictObject({ bearer: z.string().min(1) }), z.strictObject({ user: z.string().min(1), password: z.string().min(1) })]).optional(),
})
export const ServerSettings = Settings.shape
export type Server = z.infer<typeof Settings>

/** GET /api/v1/query and /query_range. Values are texts, "NaN" and "+Inf" among them; times are seconds, maybe with decimals. */
const Reply = z.union([
  z.object({
    status: z.literal('success'),
    data: z.object({ resultType: z.literal('matrix'), result: z.array(z.object({ metric: z.record(z.string(), z.string()), values: z.array(z.tuple([z.number(), z.string()])) })) }),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
])
export type Series = { labels: Record<string, string>; values: readonly (readonly [atSeconds: number, value: string])[] }
export type Window = { fromSeconds: number; toSeconds: number }

/** Prometheus refuses more than 11 000 points a series (HTTP 400, bad_data). */
const MAX_POINTS = 10_000
const DAY_SECONDS = 86_400

/** Windows that follow each other, in which an answer stays small enough: a day of raw samples, or the points of a range. */
export function* pagesOf({ fromSeconds, toSeconds }: Window, reading: 'raw' | 'range', stepSeconds: number): Generator<Window> {
  const length = Math.min(DAY_SECONDS, reading === 'range' ? stepSeconds * MAX_POINTS : DAY_SECONDS)
  for (let start = fromSeconds; start < toSeconds; start += length) yield { fromSeconds: start, toSeconds: Math.min(start + length, toSeconds) }
}

/** The series of a query over a window: the samples as they were scraped (`raw`), or the query evaluated at each step (`range`). */
export async function askSeries(io: Io, server: Server, query: string, { fromSeconds, toSeconds }: Window, reading: 'raw' | 'range', stepSeconds: number): Promise<Series[]> {
  const base = `${withoutSlash(server.url)}/api/v1`
  const parameters: Record<string, string> = reading === 'raw'
    ? { query: `${query}[${toSeconds - fromSeconds}s]`, time: String(toSeconds) }
    : { query, start: String(fromSeconds), end: String(toSeconds), step: String(stepSeconds) }
  const url = `${base}/${reading === 'raw' ? 'query' : 'query_range'}?${new URLSearchParams(parameters).toString()}`
  const reply = Reply.safeParse((await askJson(io, url, { headers: authorization(io, server) })).value)
  if (!reply.success) throw unexpected(url)
  if (reply.data.status === 'error') throw new UsageError(`Prometheus refuse « ${query} » : ${cleanText(reply.data.error)}`, 'Essayez la requête dans l’interface de Prometheus ; une requête composée se lit avec « reading: range ».')
  return reply.data.data.result.map(({ metric, values }) => ({ labels: metric, values }))
}

function authorization(io: Io, { auth }: Server): Record<string, string> {
  if (auth === undefined) return {}
  if ('bearer' in auth) return { authorization: `Bearer ${io.secret(auth.bearer)}` }
  return { authorization: `Basic ${Buffer.from(`${io.secret(auth.user)}:${io.secret(auth.password)}`).toString('base64')}` }
}
