import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { payloadFile, readItems } from '#effects/inbox/store'
import { draws } from './inbox-fuzz.ts'

/** Starts a writer, kills it a moment after its first word, and gives the ids that it had said are kept. */
async function writeAndKill(folder: string, start: number, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'inbox-writer.ts'), folder, String(start)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  await new Promise((first) => child.stdout.once('data', first))
  await pause(afterMs)
  const ended = new Promise((done) => child.on('close', done))
  child.kill('SIGKILL')
  await ended
  return said.split('\n').slice(0, -1)
}

it('R46: an inbox whose process is killed while it writes holds what it said it holds, whole, and nothing half-written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trefle-inbox-kills-'))
  const below = draws(46)
  try {
    const told: string[] = []
    for (let round = 0; round < 8; round++) told.push(...await writeAndKill(folder, round * 100_000, below(40)))
    expect(told.length).toBeGreaterThan(7)
    const { items, quarantined } = await readItems(folder)
    expect(quarantined).toEqual([])
    expect(told.filter((id) => !items.some((item) => item.id === id))).toEqual([])
    for (const item of items) expect(createHash('sha256').update(await readFile(payloadFile(folder, item))).digest('hex')).toBe(item.sum)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
