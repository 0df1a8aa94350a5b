import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { pull } from '../../scripts/pull.ts'
import { frenchHelp } from '#effects/command/french-command'
import { askWhatIf, register, spokenWhatIf, type WhatIfOptions } from '../../scripts/what-if.ts'

const example = fileURLToPath(new URL('../../examples/villeneuve/data', import.meta.url))
let data = ''
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'trefle-what-if-'))
  await cp(example, data, { recursive: true })
  await pull({ dataDir: data, at: '2026-11-22T12:00:00Z' })
}, 30_000)
afterAll(() => rm(data, { recursive: true, force: true }))

const ask = (part: Partial<WhatIfOptions>) => askWhatIf({ data, lifetime: {}, renew: {}, replace: [], ...part })
const run = async (...args: string[]) => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined })
  register(program)
  for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined })
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await program.parseAsync(['what-if', '--data', data, ...args], { from: 'user' })
    return written.mock.calls.map(([text]) => String(text)).join('')
  } finally {
    written.mockRestore()
  }
}

describe('a scenario from the command line', () => {
  it('says what it supposes, both totals, the difference and its interval', async () => {
    const text = spokenWhatIf(await ask({ lifetime: { laptop: 6 } }))
    expect(text).toMatch(/^Supposé : «\sOrdinateur portable\s»\s: durée de référence de 6\sans\.\nParc de 2026/)
    expect(text).toMatch(/Écart : -.*entre -.*: baisse\./)
  })

  it('says that a difference is not significant when its interval holds zero', async () => {
    expect(spokenWhatIf(await ask({ replace: [{ from: 'desktop', to: 'laptop', share: 1 }] }))).toContain('écart non significatif')
  })

  it('keeps what reuse avoids apart', async () => {
    expect(spokenWhatIf(await ask({ reuse: 0.3 }))).toMatch(/À part, jamais soustrait : \d+ appareils/)
  })

  it('reads its options as a French hand writes them', async () => {
    expect(await run('--replace', 'desktop=laptop:0,5', '--screens-per-desk', '2')).toMatch(/50\s% de «\sOrdinateur fixe[^»]*» remplacés par «\sOrdinateur portable\s», neufs ; 2\sécrans par poste/)
  })

  it('takes several types, and its help shows no value that a person did not write', async () => {
    expect(await run('--lifetime', 'laptop=6', '--lifetime', 'monitor=1,5')).toMatch(/6\sans ; «\sÉcran[^»]*»\s: durée de référence de 1,5\san\./)
    const program = new Command().configureHelp(frenchHelp)
    register(program)
    expect(program.commands[0]?.helpInformation()).not.toMatch(/par défaut (\[|\))|object Object/)
  })

  it('refuses what it cannot read, a type without factor, a year without inventory and a scenario that changes nothing', async () => {
    await expect(run('--lifetime', 'laptop')).rejects.toThrow(/laptop=6/)
    await expect(run('--reuse', '3')).rejects.toThrow(/de 0 à 1/)
    await expect(ask({ lifetime: { minitel: 9 } })).rejects.toThrow(/minitel/)
    await expect(ask({ lifetime: { laptop: 6 }, year: '1999' })).rejects.toThrow(/1999/)
    await expect(ask({})).rejects.toThrow(UsageError)
  })
})
