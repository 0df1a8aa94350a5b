import node from '@astrojs/node'
import { defineConfig, passthroughImageService } from 'astro/config'
import { pagesApart } from './scripts/pages-apart.ts'
import { serverHeaders } from './scripts/server-headers.ts'
import { oldestBrowsers } from './src/lib/dashboard/oldest-browsers.ts'

const { TREFLE_BASE, TREFLE_SITE, TREFLE_OUT, TREFLE_LOCALES } = process.env

// So that the minifier writes no media range, nesting or logical shorthand that they cannot read.
const target = Object.entries(oldestBrowsers).map(([name, version]) => `${name}${version}`)

export default defineConfig({
  ...(TREFLE_SITE ? { site: TREFLE_SITE } : {}),
  base: TREFLE_BASE || '/',
  outDir: TREFLE_OUT || './dist',
  output: 'static',
  // The pages are files for any static host; this server only holds what must receive something (src/pages/api); it counts each body itself, below this.
  adapter: node({ mode: 'standalone', bodySizeLimit: 32 * 1024 * 1024 }),
  session: false,
  // Astro compares the origin of a form with the Host that a proxy may have changed; the one form that is received looks at Sec-Fetch-Site.
  security: { checkOrigin: false },
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  integrations: [pagesApart(), serverHeaders()],
  // So that dist/server runs wherever it is put, without node_modules.
  // The server that is put elsewhere still knows which language stands at the root.
  vite: { define: { 'import.meta.env.TREFLE_ROOT_LOCALE': JSON.stringify(TREFLE_LOCALES?.split(',')[0] ?? 'fr') }, ssr: { noExternal: true }, build: { assetsInlineLimit: 0, target, cssTarget: target } },
})
