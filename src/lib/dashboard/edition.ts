import { editions, type Edition } from '#lib/publish/edition'

/** The edition that is being built. Anything but its exact name is the public one: a slip of the pen never opens what is kept. */
export const edition: Edition = editions.find((name) => name === process.env.TREFLE_EDITION) ?? 'public'
