import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'

const module = new URL('../../../../scripts/lib/visits/run-to-end.mjs', import.meta.url).href

/** A launcher, in a group of its own like the foreground of a terminal, and the command it waits for. */
async function launch(command: string) {
  const program = `import { runToEnd } from ${JSON.stringify(module)}
    process.exit(await runToEnd(process.execPath, ['-e', ${JSON.stringify(command)}], { stdio: 'inherit' }))`
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', program], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  launcher.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const ended = once(launcher, 'exit').then(([code]) => ({ code: code as number | null, said }))
  await once(launcher.stdout, 'data')
  if (launcher.pid === undefined) throw new Error('the launcher did not start')
  return { pid: launcher.pid, ended }
}

const tidiesUpOn = (signal: string) => `process.on('${signal}', () => setTimeout(() => { console.log('tidied up'); process.exit(7) }, 200)); setInterval(() => {}, 1000); console.log('ready')`

describe('a command run to its end', () => {
  it('gives its own exit code', async () => {
    const { ended } = await launch('console.log("ready"); process.exitCode = 3')
    expect((await ended).code).toBe(3)
  })

  it('tidies up after Ctrl-C before the prompt comes back', async () => {
    const { pid, ended } = await launch(tidiesUpOn('SIGINT'))
    process.kill(-pid, 'SIGINT')
    expect(await ended).toEqual({ code: 7, said: 'ready\ntidied up\n' })
  })

  it('is handed the SIGTERM that its launcher receives', async () => {
    const { pid, ended } = await launch(tidiesUpOn('SIGTERM'))
    process.kill(pid, 'SIGTERM')
    expect(await ended).toEqual({ code: 7, said: 'ready\ntidied up\n' })
  })

  it('ends with 130 when Ctrl-C ends it', async () => {
    const { pid, ended } = await launch('setInterval(() => {}, 1000); console.log("ready")')
    process.kill(-pid, 'SIGINT')
    expect((await ended).code).toBe(130)
  })
})
