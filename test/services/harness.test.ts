import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { freePort } from '#effects/network/free-port'
import { findCommand, startService, temporaryFolder } from './harness.ts'

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) }).on('error', () => { resolve(false) })
})

describe('the harness of real services', () => {
  it('starts a service, waits until it answers, and leaves nothing behind', async () => {
    const [port, folder] = [await freePort(), await temporaryFolder('harness')]
    const script = `require('node:net').createServer().listen(${port}, '127.0.0.1')`
    const service = await startService(process.execPath, ['-e', script], { ready: () => answers(port), removes: folder })
    expect(await answers(port)).toBe(true)
    await service.stop()
    expect(await answers(port)).toBe(false)
    expect(existsSync(folder)).toBe(false)
  })

  it('says what a service that dies had written', async () => {
    await expect(startService(process.execPath, ['-e', 'console.error("no such table"); process.exit(3)'], { ready: async () => false })).rejects.toThrow(/exit 3[^]*no such table/)
  })

  it('knows what the machine has', () => {
    expect(findCommand('sh')).toMatch(/\/sh$/)
    expect(findCommand('no-such-command-of-trefle')).toBeNull()
  })
})
