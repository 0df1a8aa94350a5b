import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createToken, readTokens } from '#effects/inbox/tokens'
import { register } from '../../scripts/token.ts'

let inbox = ''
beforeEach(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'trefle-token-'))
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write').mockReturnValue(true)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(inbox, { recursive: true, force: true })
})

const create = async (name: string, ...options: string[]) => {
  const program = new Command().exitOverride()
  register(program)
  for (const command of program.commands.flatMap((each) => [each, ...each.commands])) command.exitOverride()
  await program.parseAsync(['token', 'create', name, ...options, '--inbox', inbox], { from: 'user' })
}

describe('a token that is asked for', () => {
  it.each([
    ['no name', '', ['--scopes', 'metrics']], ['a name of blanks', ' \u001B ', ['--scopes', 'metrics']], ['a name without end', 'x'.repeat(81), ['--scopes', 'metrics']],
    ['an address for a host', 'CI', ['--scopes', 'check', '--host', 'https://www.ville.example/']], ['a host with a path', 'CI', ['--scopes', 'check', '--host', 'www.ville.example/agenda']],
    ['two words for a host', 'CI', ['--scopes', 'check', '--host', 'la ville']], ['the name of a commune for its code', 'Ostwald', ['--scopes', 'bundle', '--commune', 'ostwald']],
  ])('is refused with %s, and the inbox is as it was', async (_what, name, options) => {
    await expect(create(name, ...options)).rejects.toMatchObject({ code: 'commander.invalidArgument' })
    expect(await readTokens(inbox)).toEqual([])
  })

  it('names its hosts as addresses do', async () => {
    await create('CI', '--scopes', 'check', '--host', 'WWW.Ville.example:8443', '--host', 'www.hôtel.example', '--host', 'ville.example:443')
    expect((await readTokens(inbox))[0]?.hosts).toEqual(['www.ville.example:8443', 'www.xn--htel-vqa.example', 'ville.example'])
  })

  it('is never written where nobody could read it again: every other token would be closed with it', async () => {
    const asked = { scopes: ['metrics' as const], hosts: [], commune: null, createdAt: '2026-11-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' }
    await createToken(inbox, { name: 'sain', ...asked })
    await expect(createToken(inbox, { name: '', ...asked })).rejects.toThrow()
    expect((await readTokens(inbox)).map(({ name }) => name)).toEqual(['sain'])
  })
})
