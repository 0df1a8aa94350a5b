import { readlinkSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const insisting = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }

/**
 * Removes the profile of a browser that was killed, and what it could not remove itself: on Linux and macOS, Chromium
 * keeps the socket of its instance in a folder of its own beside, to which the profile has a link.
 */
export function removeProfile(profileDir: string): void {
  const socketDir = dirname(linkTarget(join(profileDir, 'SingletonSocket')) ?? '')
  if (/^(com\.google|org\.chromium)\./.test(basename(socketDir))) rmSync(socketDir, insisting)
  rmSync(profileDir, insisting)
}

function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}
