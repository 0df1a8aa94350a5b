import { expect, test } from 'vitest'
import audit from '#audits/solidarity/uninvited-change'
import { aMovement } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (part: Parameters<typeof aMovement>[0]) => audit.judge({ movement: aMovement(part) }, aContext())
const film = { selector: 'video', kind: 'video' as const, seconds: 30, sound: false, controls: false, loop: false }

test('a window that nobody asked for fails', () => {
  expect(judge({ openedWindows: ['https://pub.example/'] })).toMatchObject({ outcome: 'fail', findings: [{ url: 'https://pub.example/', references: [{ id: '13.2.1' }, {}] }] })
})

test('an endless movement without a pause is to be looked at; with one, it passes', () => {
  const animations = [{ selector: '.roue', name: 'tourne', seconds: null }]
  expect(judge({ animations })).toMatchObject({ outcome: 'to-verify', findings: [{ message: expect.stringContaining('sans fin') }] })
  expect(judge({ animations, hasPauseControl: true }).outcome).toBe('pass')
})

test('an image file or a set of slides that goes on moving without a pause is to be looked at', () => {
  expect(judge({ images: [{ selector: 'img', frames: 9, seconds: 12 }] })).toMatchObject({ outcome: 'to-verify', findings: [{ selector: 'img', message: expect.stringContaining('12 secondes'), certainty: 'to-verify' }] })
  expect(judge({ images: [{ selector: 'img', frames: 9, seconds: 4.5 }] }).outcome).toBe('pass')
  expect(judge({ slides: [{ selector: '.carousel' }] })).toMatchObject({ outcome: 'to-verify', findings: [{ selector: '.carousel', references: expect.arrayContaining([{ standard: 'rgaa', id: '13.8.1' }]) }] })
  expect(judge({ slides: [{ selector: '.carousel' }], images: [{ selector: 'img', frames: 2, seconds: null }], hasPauseControl: true }).outcome).toBe('pass')
})

test('a film that starts by itself is looked at past five seconds, a sound past three', () => {
  expect(judge({ media: [film] }).outcome).toBe('to-verify')
  expect(judge({ media: [{ ...film, seconds: 4 }] }).outcome).toBe('pass')
  expect(judge({ media: [{ ...film, kind: 'audio', sound: true, seconds: 4 }] }).findings[0]?.references[0]?.id).toBe('4.10.1')
  expect(judge({ media: [{ ...film, controls: true }] }).outcome).toBe('pass')
})

test('a page where nothing moves is not concerned', () => {
  expect(judge({}).outcome).toBe('not-applicable')
})
