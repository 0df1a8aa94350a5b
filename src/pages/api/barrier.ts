import { served } from '#effects/inbox/served'

export const prerender = false
export const POST = served('barrier')
export const GET = served('barrier-status')
