import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/** What makes the pages, once bundled: a program for Node, in the folder `pages` beside `client` and `server`. Astro looks for this beginning of a name. */
export const rendererFile = 'prerender-entry.mjs'

/**
 * Astro integration: Astro bundles the pages and makes none of them. The bundle of `src/render.ts` is kept, so that a process of
 * its own makes the pages of each language without the memory that bundling takes.
 */
export function pagesApart(): AstroIntegration {
  let server: URL
  return {
    name: 'trefle:pages-apart',
    hooks: {
      'astro:config:setup': ({ updateConfig, config }) => { updateConfig({ vite: { plugins: [rendererPlugin(fileURLToPath(new URL('render.ts', config.srcDir)))] } }) },
      'astro:config:done': ({ config }) => { server = config.build.server },
      'astro:build:start': ({ setPrerenderer }) => setPrerenderer({
        name: 'trefle:pages-apart',
        async getStaticPaths() {
          // Where Astro bundles what it makes pages with, until it removes it (getPrerenderOutputDirectory, astro/dist/prerender/utils.js).
          await cp(new URL('.prerender/', server), new URL('../pages/', server), { recursive: true })
          return []
        },
        render: ({ url }) => { throw new Error(`${url} is made apart.`) },
      }),
    },
  }
}

const rendererPlugin = (input: string) => ({
  name: 'trefle:renderer',
  configEnvironment: (name: string) => (name === 'prerender' ? { build: { rolldownOptions: { input, output: { entryFileNames: rendererFile } } } } : undefined),
})
