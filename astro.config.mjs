import node from '@astrojs/node'
import { defineConfig, passthroughImageService } from 'astro/config'
import { weightStamp } from './scripts/stamp-weight.ts'

const { TREFLE_BASE, TREFLE_SITE, TREFLE_OUT } = process.env

// Browsers of 2018, so that the minifier writes no media range, nesting or logical shorthand they cannot read.
const oldestBrowsers = ['chrome64', 'edge79', 'firefox67', 'safari12']

export default defineConfig({
  ...(TREFLE_SITE ? { site: TREFLE_SITE } : {}),
  base: TREFLE_BASE || '/',
  outDir: TREFLE_OUT || './dist',
  output: 'static',
  // The pages are files for any static host; this server only holds what must receive something (src/pages/api).
  adapter: node({ mode: 'standalone', bodySizeLimit: 64 * 1024 }),
  session: false,
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  prefetch: false,
  integrations: [weightStamp()],
  vite: { build: { assetsInlineLimit: 0, target: oldestBrowsers, cssTarget: oldestBrowsers } },
})
