import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

const sender = fileURLToPath(new URL('lib/network/send-page-headers.ts', import.meta.url))

/** Astro integration: the server of the dashboard sends the headers of its pages too, which @astrojs/node has no setting for. */
export function serverHeaders(): AstroIntegration {
  return {
    name: 'trefle:server-headers',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [{
          name: 'trefle:server-headers',
          transform: (code: string, id: string) => (/@astrojs\/node\/dist\/server\.js$/.test(id) ? `import ${JSON.stringify(sender)}\n${code}` : undefined),
        }] } })
      },
    },
  }
}
