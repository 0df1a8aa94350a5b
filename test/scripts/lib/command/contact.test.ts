import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announcedContact } from '#effects/command/contact'
import { userAgent } from '#effects/network/user-agent'
import { Territory } from '#model/territory'

const town = Territory.parse({ id: 'essai', name: 'Essai', contact: { email: 'numerique@essai.example', function: 'Numérique' }, organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }] })
let said: string[] = []
beforeEach(() => {
  said = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
})
afterEach(() => { vi.restoreAllMocks() })

describe('the contact that a check announces', () => {
  it('is the one asked for, else the territory’s', () => {
    expect(userAgent(announcedContact('https://www.ville.example/contact', town, true))).toContain('(+https://www.ville.example/contact)')
    expect(userAgent(announcedContact(undefined, town, true))).toContain('(+mailto:numerique@essai.example)')
    expect(said).toEqual([])
  })

  it('is asked for when sites of others would read none; nobody is asked for the sake of one’s own machine', () => {
    announcedContact(undefined, null, false)
    expect(said).toEqual([])
    announcedContact(undefined, null, true)
    expect(said.join()).toContain('--contact')
  })
})
