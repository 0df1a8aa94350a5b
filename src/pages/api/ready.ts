import { served } from '#effects/inbox/served'

/** Tells a supervisor whether what is sent now would be kept. */
export const prerender = false
export const GET = served('ready')
