import { served } from '#effects/inbox/served'

/** Tells a supervisor that the process answers. */
export const prerender = false
export const GET = served('health')
