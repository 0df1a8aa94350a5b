import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { withLock, withLockFile } from '#effects/record/lock'

let dataDir = ''
const results = () => readdir(join(dataDir, 'results'))
const locked = (pid: number, host = hostname()) => writeFile(join(dataDir, 'results', 'audit.lock'), JSON.stringify({ pid, host, since: '2026-11-22T03:40:00.000Z' }))
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'locked-'))
  await mkdir(join(dataDir, 'results'))
})

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? expect.fail('no process was started')
}

describe('a territory', () => {
  it('is visited by one process at a time: a second one is told which, where and since when', async () => {
    await locked(process.ppid)
    const refused = await withLock(dataDir, async () => 'visited').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(UsageError)
    expect((refused as UsageError).message).toMatch(new RegExp(`processus ${process.ppid} sur la machine ${hostname()}, depuis le 22 novembre 2026`))
    expect(await results()).toEqual(['audit.lock'])
  })

  it('is left to the process of another machine, which cannot be judged from here, with the file to remove', async () => {
    await locked(await deadPid(), 'ailleurs')
    await expect(withLock(dataDir, async () => 'visited')).rejects.toMatchObject({ message: expect.stringContaining('ailleurs'), mend: expect.stringContaining('audit.lock') })
  })

  it('is taken over from a process that is dead, from its own earlier life, or from a lock that says nothing', async () => {
    for (const stale of [() => deadPid().then((pid) => locked(pid)), () => locked(process.pid), () => writeFile(join(dataDir, 'results', 'audit.lock'), '{')]) {
      await stale()
      const holder = await withLock(dataDir, async () => JSON.parse(await readFile(join(dataDir, 'results', 'audit.lock'), 'utf8')) as { pid: number })
      expect(holder.pid).toBe(process.pid)
      expect(await results()).toEqual([])
    }
  })

  it('is not made where there is no folder: the work itself says that', async () => {
    expect(await withLock(join(dataDir, 'nulle-part'), async () => 'said')).toBe('said')
    expect(await readdir(dataDir)).toEqual(['results'])
  })

  it('is not taken over from the same process while it is at work, and is waited for by whoever asks for it', async () => {
    const file = join(dataDir, 'essai.lock')
    const order: string[] = []
    const work = (name: string) => async () => { order.push(name); await pause(30); order.push(name) }
    await Promise.all(['a', 'b', 'c'].map((name) => withLockFile(file, work(name), 5000)))
    expect(order.filter((name, index) => name === order[index - (index % 2)])).toHaveLength(6)
    await expect(withLockFile(file, () => withLockFile(file, async () => 'both'))).rejects.toThrow('déjà')
  })

  it('is free again when the visit fails', async () => {
    await expect(withLock(dataDir, async () => { throw new Error('broken') })).rejects.toThrow('broken')
    expect(await results()).toEqual([])
  })

  it('is visited once when many ask at once', async () => {
    await locked(await deadPid())
    const program = `import { withLock } from ${JSON.stringify(new URL('../../../../scripts/lib/record/lock.ts', import.meta.url).href)}
      await withLock(${JSON.stringify(dataDir)}, () => new Promise((done) => setTimeout(done, 1000))).then(() => console.log('visited'), () => console.log('refused'))`
    const said = await Promise.all([1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'], cwd: process.cwd() })
      return (await child.stdout.toArray()).join('').trim()
    }))
    expect(said.sort()).toEqual(['refused', 'refused', 'visited'])
  })
})
