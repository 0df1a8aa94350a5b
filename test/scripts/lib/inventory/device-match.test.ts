import { describe, expect, it } from 'vitest'
import { matchDevice } from '#effects/inventory/device-match'
import { modelKey } from '#effects/inventory/model-names'

const known = new Set(['laptop', 'desktop', 'monitor', 'server', 'tv', 'smartphone'])
const local = (models: Record<string, string> = {}, types: Record<string, string> = {}) => ({ models: new Map(Object.entries(models).map(([name, type]) => [modelKey(name), type])), types: new Map(Object.entries(types)) })
const grade = (type: string, maker: string, model: string, words = local()) => {
  const match = matchDevice({ type, maker, model }, words, known)
  return match.type === null ? null : `${match.type} ${match.grade}`
}

describe('a device', () => {
  it('has the type of its exact model before that of its label', () => {
    expect(grade('Ordinateur', 'Dell Inc.', 'LATITUDE 5420', local({ 'Dell Latitude 5420': 'laptop' }))).toBe('laptop A')
  })

  it('has the type of its label before that of its range', () => {
    expect(grade('Écran', 'Dell', 'Latitude dock')).toBe('monitor B')
  })

  it.each([
    ['OptiPlex 7080', 'desktop C'], ['HP EliteBook 840 G8', 'laptop C'], ['iPhone 13', 'smartphone C'], ['PowerEdge R640', 'server C'],
    ['Precision 3560', null], ['Surface Pro 7', null], ['ThinkPad / ThinkCentre', null], ['', null],
  ])('of an unknown label has the type of the range of %s', (model, expected) => {
    expect(grade('Divers', '', model)).toBe(expected)
  })

  it('of another number is another model', () => {
    expect(grade('', '', 'OptiPlex 7090', local({ 'OptiPlex 7080': 'tv' }))).toBe('desktop C')
  })

  it('of one maker is not that of another with the same number', () => {
    expect(grade('', 'Samsung', 'V3', local({ 'Acme V3': 'tv' }))).toBe(null)
    expect(grade('', 'ACME', 'V3', local({ 'Acme V3': 'tv' }))).toBe('tv A')
    expect(grade('', 'Samsung', 'V3', local({ V3: 'tv' }))).toBe('tv A')
  })
})

describe('the key of a model', () => {
  it.each([
    ['Dell Inc. Latitude 5420', 'DELL latitude-5420 Notebook'], ['Hewlett-Packard HP EliteBook 840 G8 Notebook PC', 'HP EliteBook 840 G8'],
    ['Écran iiyama North America ProLite', 'Iiyama  PROLITE monitor'],
  ])('is the same for %s and %s', (a, b) => { expect(modelKey(a)).toBe(modelKey(b)) })
})
