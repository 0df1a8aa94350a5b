import { defineConfig } from 'vitest/config'

/** Three projects with their own time budget: unit (seconds), smoke (real Chromium), site (built dashboard). */
export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/smoke/**', 'test/site/**'], testTimeout: 10_000 } },
      { test: { name: 'smoke', include: ['test/smoke/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000, fileParallelism: false } },
      { test: { name: 'site', include: ['test/site/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
