import { describe, expect, it } from 'vitest'
import { Commitment } from '#model/commitment'
import type { CommitmentLine } from '#model/commitment-line'
import { linesToAdd, silentChanges } from '#lib/record/commitment-changes'

const promise = (part: object = {}): Commitment => Commitment.parse({
  id: 'salle', pillar: 'sobriety', text: 'Ramener le PUE à 1,4.', source: { title: 'Délibération', on: '2023-03', evidence: 'official' }, organisation: 'ville', function: 'Direction',
  indicator: 'pue', target: { value: 1.4, due: '2026-06-30', direction: 'at-most' }, ...part,
})
const at = '2026-11-22T12:00:00Z'
const published = (...promises: Commitment[]): CommitmentLine[] => linesToAdd([], promises, at)
const later = { value: 1.4, due: '2027-06-30', direction: 'at-most' }
const event = { on: '2026-12-01', field: 'due', was: '2026-06-30', reason: 'Climatisation reportée.' }

describe('a promise already published', () => {
  it('may be published again as it is, and adds nothing to the record', () => {
    expect(silentChanges(published(promise()), [promise()])).toEqual([])
    expect(linesToAdd(published(promise()), [promise()], at)).toEqual([])
  })

  it.each<[string, object, string, string]>([
    ['its wording', { text: 'Améliorer le PUE.' }, 'text', 'Ramener le PUE à 1,4.'],
    ['its target', { target: { value: 1.6, due: '2026-06-30', direction: 'at-most' } }, 'target', 'au plus 1.4'],
    ['its due date', { target: later }, 'due', '2026-06-30'],
    ['who is in charge', { function: 'Personne' }, 'function', 'Direction'],
    ['the indicator that decides', { indicator: 'room-energy' }, 'indicator', 'pue'],
    ['its starting point', { baseline: { value: 1.9, on: '2023-01-01' } }, 'baseline', 'aucun'],
  ])('may not change %s in silence', (_what, part, field, was) => {
    expect(silentChanges(published(promise()), [promise(part)])).toEqual([{ kind: 'changed', id: 'salle', index: 0, change: { field, was } }])
  })

  it('may change with an event that says what it was', () => {
    expect(silentChanges(published(promise()), [promise({ target: later, events: [event] })])).toEqual([])
  })

  it('is not excused by an event of something else, nor by one that says it wrong', () => {
    for (const wrong of [{ ...event, field: 'text' }, { ...event, was: '2025-06-30' }])
      expect(silentChanges(published(promise()), [promise({ target: later, events: [wrong] })])).toHaveLength(1)
  })

  it('needs an event of its own each time: an old one excuses nothing new', () => {
    const once = promise({ target: later, events: [event] })
    const back = promise({ events: [event, { ...event, on: '2027-01-01', was: '2027-06-30', reason: 'Retour.' }] })
    const again = promise({ target: later, events: back.events })
    expect(silentChanges(published(once), [back])).toEqual([])
    expect(silentChanges(published(back), [again])).toHaveLength(1)
  })

  it('keeps the events that were published', () => {
    const line = published(promise({ target: later, events: [event] }))
    for (const events of [[], [{ ...event, reason: 'Autre raison.' }]]) expect(silentChanges(line, [promise({ target: later, events })])).toEqual([{ kind: 'rewritten', id: 'salle', index: 0 }])
  })

  it('may not disappear', () => {
    expect(silentChanges(published(promise()), [])).toEqual([{ kind: 'gone', id: 'salle' }])
  })

  it('leaves a new promise free', () => {
    expect(silentChanges(published(promise()), [promise(), promise({ id: 'neuve' })])).toEqual([])
    expect(linesToAdd(published(promise()), [promise(), promise({ id: 'neuve' })], at).map(({ id }) => id)).toEqual(['neuve'])
  })
})
