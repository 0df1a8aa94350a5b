import { describe, expect, it } from 'vitest'
import { isHead, isNewer, migrated, namedSchema, versionOf } from '#lib/record/migrate'

describe('a schema', () => {
  it('is named by the value itself, in one way', () => {
    expect(namedSchema({ schema: 'trefle/sample@2', site: 'x' })).toEqual({ kind: 'sample', version: 2 })
    for (const schema of ['trefle/sample', 'trefle/sample@0', 'trefle/sample@2.5', 'other/sample@1', 2, undefined]) expect(namedSchema({ schema })).toBeNull()
    for (const value of [null, 'trefle/sample@2', ['trefle/sample@2']]) expect(namedSchema(value)).toBeNull()
  })

  it('stands alone at the head of lines', () => {
    expect(isHead({ schema: 'trefle/findings@2' })).toBe(true)
    expect(isHead({ schema: 'trefle/run@1', run: 'x' })).toBe(false)
    expect(isHead({ schema: 'autre' })).toBe(false)
  })

  it('is newer past the last version that is written today, one for most kinds', () => {
    expect(versionOf('seal')).toBe(1)
    expect(isNewer({ kind: 'seal', version: 2 })).toBe(true)
    expect(isNewer({ kind: 'findings', version: versionOf('findings') })).toBe(false)
  })
})

describe('a migration', () => {
  const doubtful = { id: 'f0', audit: 'solidarity/axe-failures', finding: { message: 'À vérifier : le texte.', references: [] } }

  it('makes of the first words of a finding its certainty, and of nothing else', () => {
    expect(migrated(doubtful, { kind: 'findings', version: 1 })).toEqual({ ...doubtful, finding: { ...doubtful.finding, certainty: 'to-verify' } })
    const proven = { ...doubtful, finding: { message: 'Attendu : un titre.', references: [] } }
    expect(migrated(proven, { kind: 'findings', version: 1 })).toEqual(proven)
    expect(migrated({ id: 's0', of: ['f0'] }, { kind: 'findings', version: 1 })).toEqual({ id: 's0', of: ['f0'] })
    const once = { ...doubtful, finding: { ...doubtful.finding, certainty: 'seen-once' } }
    expect(migrated(once, { kind: 'findings', version: 1 })).toEqual(once)
  })

  it('leaves alone what follows the schema of today', () => {
    expect(migrated(doubtful, { kind: 'findings', version: 2 })).toBe(doubtful)
  })

  it('names the version that it came to', () => {
    expect(migrated({ schema: 'trefle/sample@1', site: 'x' }, { kind: 'sample', version: 1 })).toEqual({ schema: 'trefle/sample@2', site: 'x', formerly: [] })
  })
})
