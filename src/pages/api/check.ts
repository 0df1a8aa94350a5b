import { served } from '#effects/inbox/served'

export const prerender = false
export const POST = served('check')
