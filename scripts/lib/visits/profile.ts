import { mkdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const insisting = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }

/**
 * Settings of a fresh profile. Builds of Chromium differ on third-party cookies; an audit hears them all, as a browser that
 * keeps its usual settings does, or what a third party stores before a choice would depend on the machine.
 */
export function prepareProfile(profileDir: string): void {
  const settings = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }
  mkdirSync(join(profileDir, 'Default'), { recursive: true })
  writeFileSync(join(profileDir, 'Default', 'Preferences'), JSON.stringify(settings))
}

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
