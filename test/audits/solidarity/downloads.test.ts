import { expect, test } from 'vitest'
import audit from '#audits/solidarity/downloads'
import { aPdf, someDownloads } from '../../accessibility-builders.ts'
import { aContext } from '../../builders.ts'

const judge = (...files: ReturnType<typeof aPdf>[]) => audit.judge({ downloads: someDownloads({ linked: files.length, files }) }, aContext())

test('a file without tags is to be looked at: an accessible version may stand beside it', () => {
  expect(judge(aPdf({ tagged: false }))).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ url: 'https://www.ville.example/budget.pdf', message: 'À vérifier : ce fichier PDF n’a pas de balises.' }] })
})

test('a tagged file without language and title says both', () => {
  expect(judge(aPdf({ language: false, title: false })).findings[0]?.message).toBe('À vérifier : ce fichier PDF n’a pas de langue ni de titre.')
})

test('a file of before 23 September 2018, or whose marks are encrypted, is left alone', () => {
  expect(judge(aPdf({ tagged: false, on: '2018-09-22' })).outcome).toBe('not-applicable')
  expect(judge(aPdf({ tagged: null, encrypted: true })).outcome).toBe('not-applicable')
  expect(judge(aPdf()).outcome).toBe('pass')
})
