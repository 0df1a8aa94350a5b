import { defineConfig } from 'vitest/config'

/** Projects with their own time budget: unit (seconds), smoke (real Chromium), survival (hostile pages), services (real OCS, Prometheus… where installed), site (built dashboard). */
export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/smoke/**', 'test/survival/**', 'test/site/**', 'test/services/**'], testTimeout: 20_000, isolate: false } },
      { test: { name: 'smoke', include: ['test/smoke/**/*.test.ts'], testTimeout: 240_000, hookTimeout: 240_000, fileParallelism: false } },
      { test: { name: 'survival', include: ['test/survival/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'services', include: ['test/services/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 180_000, fileParallelism: false } },
      { test: { name: 'site', include: ['test/site/**/*.test.ts'], globalSetup: ['test/site/setup.ts'], testTimeout: 180_000, hookTimeout: 180_000, fileParallelism: false } },
    ],
  },
})
