import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { memoryUnder, totalBytes, watchMemory, type HeldMemory } from '#effects/visits/memory'

const started: ReturnType<typeof spawn>[] = []
afterEach(() => { for (const child of started.splice(0)) child.kill('SIGKILL') })

/** A process whose own child holds two hundred megabytes. */
async function parentOfHeavy(): Promise<number> {
  const heavy = `const held = Buffer.alloc(200e6, 1); process.stdout.write('held'); setTimeout(() => held, 60_000)`
  const child = spawn(process.execPath, ['-e', `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(heavy)}], { stdio: 'inherit' }); process.on('SIGTERM', () => {})`], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  started.push(child)
  await once(child.stdout ?? expect.fail('no output'), 'data')
  return child.pid ?? expect.fail('not started')
}

describe.runIf(process.platform === 'linux')('the memory under a process', () => {
  it('counts its descendants, and says which of them holds the most', async () => {
    const root = await parentOfHeavy()
    const held = await memoryUnder(root)
    expect(held.map(({ pid }) => pid)).toContain(root)
    expect(held.toSorted((a, b) => b.bytes - a.bytes)[0]?.pid).not.toBe(root)
    expect(totalBytes(held)).toBeGreaterThan(200_000_000)
    expect(totalBytes(held)).toBeLessThan(400_000_000)
    process.kill(-root, 'SIGKILL')
  })

  it('past its cap is told until it is watched no more; below it, never', async () => {
    const [over, under]: HeldMemory[][][] = [[], []]
    const watches = [watchMemory(process.pid, 1, (held) => over?.push([...held])), watchMemory(process.pid, 1e15, (held) => under?.push([...held]))]
    await expect.poll(() => over?.length, { timeout: 5000 }).toBeGreaterThan(1)
    for (const watch of watches) watch.stop()
    const seen = over?.length
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect([over?.length, under?.length]).toEqual([seen, 0])
  })
})

it('of a process that is gone is none', async () => {
  expect(await memoryUnder(2 ** 30)).toEqual([])
})
