import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ecoindexWaits } from '#audits/gather/load'
import { findBrowser } from '#effects/visits/browser'
import { startWorker } from '#effects/visits/load-worker'
import type { RunningProcess } from '../smoke/processes.ts'
import { end, isWorker, openBench, page, pageOf, type Bench, type Route } from './bench.ts'

let bench: Bench
beforeAll(async () => {
  const calm = pageOf('')
  /** Kills, at the first asking or at each, the processes whose command is asked for. */
  const killing = (victim: (one: RunningProcess) => boolean, times: number): Route => {
    let left = times
    return async (request, response) => {
      if (left-- > 0) {
        const victims = (await bench.processes()).filter(victim)
        expect(victims.length).toBeGreaterThan(0)
        for (const { pid } of victims) process.kill(pid, 'SIGKILL')
      }
      return calm(request, response)
    }
  }
  const isBrowser = ({ command }: RunningProcess) => command.includes('--user-data-dir=') && !command.includes('--type=')
  bench = await openBench({
    '/tue-navigateur': killing(isBrowser, 1),
    '/tue-ouvrier': killing(isWorker, 1),
    '/tue-toujours': killing(({ command }) => command.includes('--type=renderer'), Infinity),
  })
})
afterAll(() => bench.close())

describe('a process that is killed at once', () => {
  it('R20: the worker, its browser or the renderer: the page in flight is loaded once more, the others are not', async () => {
    const paths = ['/tue-navigateur', '/tue-ouvrier', '/tue-toujours', '/calme']
    const visited = await bench.visit(paths.map((path) => page(path)), { workers: 1, withinMs: 180_000 })
    expect(paths.map((path) => end(visited(path)))).toEqual([
      ['measured', null], ['measured', null], ['not-measured', 'crashed'], ['measured', null],
    ])
    expect(['/tue-navigateur', '/tue-ouvrier', '/tue-toujours', '/calme'].map((path) => bench.asked.filter((asked) => asked === path).length)).toEqual([2, 2, 2, 1])
  }, 200_000)
})

describe('a worker that is not wanted any more', () => {
  it('leaves no process and no file, at whatever moment of its start that is said', async () => {
    const chromePath = await findBrowser() ?? expect.fail('these tests need a browser')
    const tools = { trefle: '0', node: '0', chromium: '0', lighthouse: '0', axe: '0', puppeteer: '0' }
    for (const afterMs of [0, 100, 200, 300, 400, 600]) {
      const worker = await startWorker(chromePath, { run: 'survival', guard: { allowPrivate: false, fixtures: bench.guard.fixtures }, spkiHashes: [], contact: 'https://ville.test/contact', artifacts: ['document'], waits: ecoindexWaits, deadlineMs: 15_000, tools })
      await pause(afterMs)
      await worker.stop()
      expect(await bench.processes(), `after ${afterMs} ms`).toEqual([])
      expect(await readdir(tmpdir()), `after ${afterMs} ms`).toEqual([])
    }
  })
})
