import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { filesAskedBy, stampWeight } from '#lib/dashboard/page-weight'

async function stampFile(path: string, clientDir: string, base: string): Promise<void> {
  const html = await readFile(path, 'utf8')
  const files = filesAskedBy(html)
  const sizes = await Promise.all(files.map(async (href) => (await stat(join(clientDir, href.slice(base.length)))).size))
  const bytes = sizes.reduce((sum, size) => sum + size, Buffer.byteLength(html))
  await writeFile(path, stampWeight(html, { bytes, files: files.length + 1 }))
}

/** Astro integration: after the build, writes in the footer of each page what the page itself weighs. */
export function weightStamp(): AstroIntegration {
  let base = '/'
  return {
    name: 'trefle:weight-stamp',
    hooks: {
      'astro:config:done': ({ config }) => { base = config.base.replace(/\/?$/, '/') },
      'astro:build:done': async ({ dir }) => {
        const clientDir = fileURLToPath(dir)
        const pages = (await readdir(clientDir, { recursive: true })).filter((name) => name.endsWith('.html'))
        for (const page of pages) await stampFile(join(clientDir, page), clientDir, base)
      },
    },
  }
}
