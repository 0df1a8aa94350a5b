import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Source } from '#model/source'
import { Interrupted, UsageError } from '#effects/command/errors'
import { pullEach, staleSources, step } from '#effects/nightly/steps'

const said: string[] = []
const listen = () => { said.length = 0; vi.spyOn(process.stderr, 'write').mockImplementation((text) => { said.push(String(text)); return true }) }
afterEach(() => vi.restoreAllMocks())

describe('a step of a run at night', () => {
  it('that a source or a person made fail says so in a sentence, and what to do', async () => {
    listen()
    const failed = await step('pull', 'lecture', () => Promise.reject(new UsageError('Le serveur ne répond pas.', 'Réessayez.')))
    expect(failed).toMatchObject({ step: 'pull', outcome: 'failed', notes: ['Le serveur ne répond pas.', 'Réessayez.'] })
    expect(failed).not.toHaveProperty('bug')
  })

  it('that a bug of Trèfle made fail fails alone, with its stack in the journal: the others still publish what is known', async () => {
    listen()
    const failed = await step('audit', 'visite', () => Promise.reject(new TypeError('x is not a function\nat y')))
    expect(failed).toMatchObject({ outcome: 'failed', bug: true })
    expect(failed.notes[0]).toBe('TypeError, x is not a function.')
    expect(said.join('')).toMatch(/TypeError: x is not a function[\s\S]*steps\.test\.ts/)
  })

  it('that a person stops stops the run', async () => {
    listen()
    await expect(step('audit', 'visite', () => Promise.reject(new Interrupted()))).rejects.toBeInstanceOf(Interrupted)
  })
})

describe('the sources of a run', () => {
  let data = ''
  const source = (id: string, cadence: Source['cadence']): Source => ({ id, name: `Source ${id}`, connector: 'declared-entries', organisation: 'ville', licence: 'Licence Ouverte 2.0', cadence, settings: { file: `${id}.csv` } })
  const sources = [source('bonne', 'monthly'), source('perdue', 'yearly')]
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'trefle-steps-'))
    await mkdir(join(data, 'imports'))
    await writeFile(join(data, 'territory.yml'), 'id: essai\nname: Essai\ncontact: { email: numerique@essai.example, function: Numérique }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
    await writeFile(join(data, 'sources.yml'), `sources: ${JSON.stringify(sources)}\n`)
    await writeFile(join(data, 'bonne.csv'), 'Mesure;Organisme;Période;Valeur;Unité;Définition;Justificatif\nhelp.sessions;;2025-01;123;nombre;;Rapport\npas-une-mesure;;2025-01;3;nombre;;Rapport\n')
    await writeFile(join(data, 'perdue.csv'), 'Mesure;Organisme;Période;Valeur;Unité;Définition;Justificatif\nhelp.sessions;;2024-12;110;nombre;;Rapport\n')
  })
  afterAll(() => rm(data, { recursive: true, force: true }))

  it('are read one by one: the file that is gone stops no other, keeps its last figures, and is to be asked for again with their date', async () => {
    listen()
    expect(await pullEach(data, sources, '2026-11-01T03:00:00Z', false)).toMatchObject({ partly: false })
    expect(await staleSources(data, sources, '2026-11-01T03:00:00Z', true)).toEqual([])
    await rm(join(data, 'perdue.csv'))
    const came = await pullEach(data, sources, '2026-11-08T03:00:00Z', false)
    expect(came).toMatchObject({ partly: true, notes: [expect.stringMatching(/^bonne : lignes rejetées, 1 sur 3\.$/), expect.stringMatching(/^perdue : .*perdue\.csv/)] })
    expect(await staleSources(data, sources, '2026-11-08T03:00:00Z', true)).toEqual([{ source: 'Source perdue', sentence: 'n’a pas pu être lue ; lue pour la dernière fois le 2026-11-01' }])
  })

  it('that nobody read for longer than their cadence allows are late, even by a run that reads none', async () => {
    expect(await staleSources(data, sources, '2027-01-20T03:00:00Z', false)).toEqual([{ source: 'Source bonne', sentence: 'lue pour la dernière fois le 2026-11-08' }])
  })
})
