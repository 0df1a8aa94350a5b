import { z } from 'zod'
import type { Io } from '#lib/define'
import { UsageError } from '../command/errors.ts'
import { askJson, unexpected } from '../inventory-tools/ask-json.ts'

export type GraphqlQuestion = { query: string; variables?: Record<string, unknown>; headers?: Record<string, string> }
const Answer = z.object({ data: z.unknown().optional(), errors: z.array(z.object({ message: z.string() }).loose()).optional() })

/** One GraphQL question, whose answer has a known shape. Throws a UsageError in words when the server refuses it (its own words are shown). */
export async function askGraphql<S extends z.ZodType>(io: Io, url: string, schema: S, { query, variables = {}, headers = {} }: GraphqlQuestion): Promise<z.infer<S>> {
  const { value } = await askJson(io, url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query, variables }) })
  const answer = Answer.safeParse(value)
  const [refused] = answer.data?.errors ?? []
  if (refused !== undefined) throw new UsageError(`${url} refuse la question : ${refused.message.slice(0, 200)}.`, 'Vérifiez la version du service, et les droits du jeton s’il en faut un.')
  const data = schema.safeParse(answer.data?.data)
  if (!data.success) throw unexpected(url)
  return data.data
}

/** A page of a GraphQL connection (Relay cursors). */
export const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() })
