import type { APIRoute } from 'astro'

/** Answered by the server of the inbox, never prerendered: tells a supervisor that the process answers. */
export const prerender = false

export const GET: APIRoute = () =>
  new Response(JSON.stringify({ status: 'ok' }), {
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  })
