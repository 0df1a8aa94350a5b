import { describe, expect, it, vi, afterEach } from 'vitest'
import { Interrupted, UsageError } from '#effects/command/errors'
import { step } from '#effects/nightly/steps'

const said: string[] = []
const listen = () => { said.length = 0; vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.push(String(text)); return true }) }
afterEach(() => vi.restoreAllMocks())

describe('a step of a run at night', () => {
  it('that a source or a person made fail says so in a sentence, and what to do', async () => {
    listen()
    const failed = await step('pull', 'lecture', () => Promise.reject(new UsageError('Le serveur ne répond pas.', 'Réessayez.')))
    expect(failed).toMatchObject({ step: 'pull', outcome: 'failed', notes: ['Le serveur ne répond pas.', 'Réessayez.'] })
  })

  it('that a bug of Trèfle made fail fails alone, with its stack in the journal: the others still publish what is known', async () => {
    listen()
    const failed = await step('audit', 'visite', () => Promise.reject(new TypeError('x is not a function\nat y')))
    expect(failed.outcome).toBe('failed')
    expect(failed.notes[0]).toBe('TypeError, x is not a function.')
    expect(said.join('')).toMatch(/TypeError: x is not a function[\s\S]*steps\.test\.ts/)
  })

  it('that a person stops stops the run', async () => {
    listen()
    await expect(step('audit', 'visite', () => Promise.reject(new Interrupted()))).rejects.toBeInstanceOf(Interrupted)
  })
})
