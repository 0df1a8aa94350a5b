/*
 * A worker of the queue whose loads take a moment and open no browser: what is tried is the queue. It says on stdout what it loaded, and from when to when.
 * Usage: node queue-worker.ts <address of the queue> <path of the browser>
 */
import { setTimeout } from 'node:timers/promises'
import type { Evidence } from '#model/evidence'
import type { LoadJob, LoadSettings } from '#audits/gather/load'
import { serveLoads } from '#effects/queue/serve-loads'

const [url = '', chromePath = ''] = process.argv.slice(2)

function evidenceOf(job: LoadJob, settings: LoadSettings): Evidence {
  return {
    schema: 'trefle/evidence@1', run: settings.run, site: job.site?.id ?? null, page: job.page, role: job.role, url: job.url, finalUrl: job.url, pass: job.pass, profile: job.profile,
    at: new Date().toISOString(), durationMs: 1, tools: settings.tools, contended: false, weakened: [], status: 'measured', failure: null, artifacts: {},
  }
}

/** The same clock in every process of this machine. */
const now = () => performance.timeOrigin + performance.now()

const serving = await serveLoads({
  url, chromePath, workers: 3, allowWeakened: true, silenceMs: 1500,
  start: async (_path, settings) => ({
    ready: Promise.resolve(),
    async load(job) {
      const begunMs = now()
      await setTimeout(100 + Math.random() * 100)
      process.stdout.write(`load ${job.url} ${begunMs} ${now()}\n`)
      return { ok: true, value: evidenceOf(job, settings) }
    },
    play: () => Promise.reject(new Error('no scenario here')),
    stop: () => Promise.resolve(),
  }),
})
process.stdout.write('ready\n')
process.once('SIGTERM', () => void serving.close().then(() => process.exit()))
