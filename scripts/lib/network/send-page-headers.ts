import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { headersOf } from '#lib/dashboard/page-headers'

/*
 * Loaded by the server of the dashboard (scripts/server-headers.ts), whose adapter sends files without asking anybody: each answer begins with the
 * headers of its path, which an answer of src/pages/api may replace by its own.
 */
subscribe('http.server.request.start', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  for (const [name, value] of Object.entries(headersOf((request.url ?? '/').replace(/[?#].*$/, '')))) response.setHeader(name, value)
})
