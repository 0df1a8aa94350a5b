import { execFile } from 'node:child_process'
import { hostname } from 'node:os'
import { promisify } from 'node:util'
import { beforeAll, expect, it } from 'vitest'
import { readAgentFile } from '#effects/inventory-tools/agent-file'
import { describeService, findCommand } from './harness.ts'

describeService('a real FusionInventory agent', { allOf: ['fusioninventory-inventory'], packages: ['fusioninventory-agent'] }, () => {
  let file = ''
  beforeAll(async () => {
    const run = promisify(execFile)
    file = (await run(findCommand('fusioninventory-inventory') ?? '', ['--no-category=process,environment,software,user'], { maxBuffer: 16 * 1024 * 1024 })).stdout
  })

  it('writes of this machine what is read of it', () => {
    const read = readAgentFile(new TextEncoder().encode(file))
    expect(read).toMatchObject({ computer: { system: /<VMSYSTEM>([^<]+)/.exec(file)?.[1], seen: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) } })
  })

  it('names the machine in its file, and not in what is kept', () => {
    expect(file).toContain(`<NAME>${hostname().split('.')[0]}</NAME>`)
    expect(JSON.stringify(readAgentFile(new TextEncoder().encode(file)))).not.toContain(`"${hostname()}`)
  })
})
