import type { APIContext, APIRoute } from 'astro'
import { join } from 'node:path'
import { pino } from 'pino'
import { createMeters } from './meters.ts'
import { inboxService, type InboxService, type Route } from './service.ts'

/** For a service that many share behind one address; what is not a number of requests a minute changes nothing. */
const asked = Number(process.env.TREFLE_RATE_PER_MINUTE)
const perMinute = Number.isInteger(asked) && asked > 0 ? asked : null
let service: InboxService | null = null

const opened = (): InboxService => service ??= inboxService({
  folder: process.env.TREFLE_INBOX ?? join('var', 'inbox'), now: () => new Date().toISOString(), meters: createMeters(),
  ...(perMinute === null ? {} : { rate: { perMinute, burst: perMinute }, barrierRate: { perMinute, burst: perMinute } }),
  log: pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }),
})

/** Behind a proxy every request comes from it: the last address that it writes itself is that of the sender. */
function senderOf({ request, clientAddress }: APIContext): string {
  if (process.env.TREFLE_BEHIND_PROXY !== '1') return clientAddress
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? clientAddress
}

/** A route of the inbox, as Astro serves it. */
export const served = (route: Route): APIRoute => (context) => opened().answer(route, context.request, senderOf(context))
