import { describe, expect, it } from 'vitest'
import lock from '../package-lock.json' with { type: 'json' }

type Package = { license?: string; hasInstallScript?: boolean; resolved?: string; integrity?: string }
const packages = Object.entries<Package>(lock.packages).filter(([path]) => path !== '')
const nameOf = (path: string) => path.replace(/.*node_modules\//, '')

/**
 * Licences that may be joined to a work under EUPL-1.2, by SPDX name. The LGPL is that of libvips, a shared library that sharp
 * loads and that can be replaced (LGPL-3.0 section 4); nothing of it is copied.
 */
const compatible = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-4.0', 'CC0-1.0', 'EUPL-1.2', 'ISC', 'LGPL-3.0-or-later', 'MIT', 'MIT-0', 'MPL-2.0', 'Python-2.0', 'Unlicense', 'Zlib'])
/** Each fetches or chooses a program that npm cannot carry: a compiler, a decoder (which does without), Node 24, a browser. */
const namedInstallScripts = ['esbuild', 'fsevents', 'msgpackr-extract', 'node', 'puppeteer']

/** True when an SPDX expression of names, AND and OR can be met. */
function isCompatible(expression: string): boolean {
  return expression.replaceAll(/[()]/g, '').split(' OR ').some((choice) => choice.split(' AND ').every((name) => compatible.has(name.trim())))
}

describe('the packages that Trèfle rests on', () => {
  it('have licences that may be joined to the EUPL', () => {
    const wrong = packages.filter(([, { license }]) => !license || !isCompatible(license)).map(([path, { license }]) => `${nameOf(path)}: ${license ?? 'no licence'}`)
    expect(wrong).toEqual([])
  })

  it('run no install script but those that are named', () => {
    const scripted = packages.filter(([, each]) => each.hasInstallScript).map(([path]) => nameOf(path))
    expect(scripted.filter((name) => !namedInstallScripts.includes(name))).toEqual([])
  })

  it('come from the registry that npm is set to, each with its checksum', () => {
    const wrong = packages.filter(([, { resolved, integrity }]) => (resolved && !resolved.startsWith('https://registry.npmjs.org/')) || !integrity?.startsWith('sha512-'))
    expect(wrong.map(([path]) => path)).toEqual([])
  })

  it('are refused when their licence only resembles one of these', () => {
    expect(['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND GPL-2.0-only', 'CC-BY-NC-4.0'].map(isCompatible)).toEqual([false, false, false, false])
    expect(isCompatible('(MIT OR GPL-3.0-only)')).toBe(true)
  })
})
