import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import audit from '#audits/solidarity/axe-failures'
import { isRequirement, ruleHelp } from '#audits/axe-rules'
import rgaa from '../../../datasets/rgaa/axe-map.json' with { type: 'json' }
import type { Artifacts } from '#model/evidence'
import { aContext, anAxe, anAxeRule, aText } from '../../builders.ts'

const judge = (part: Partial<Artifacts['axe']>, text = aText()) => audit.judge({ axe: anAxe(part), text }, aContext())

test('failing elements are counted, each with its rule in French and its RGAA test', () => {
  const verdict = judge({ violations: [anAxeRule('image-alt', ['#a', '#b']), anAxeRule('label', ['#c'], ['wcag2a', 'wcag412'])] })
  expect(verdict).toMatchObject({ outcome: 'fail', measure: { value: 3, unit: 'count' } })
  expect(verdict.findings[0]).toEqual({
    message: 'Attendu : Les images doivent avoir une alternative textuelle.', selector: '#a',
    references: [{ standard: 'rgaa', id: '1.1.1' }, { standard: 'wcag', id: '1.1.1' }, { standard: 'axe', id: 'image-alt' }],
  })
})

test('every element counts, though only the first ones of a rule are shown', () => {
  const many = { ...anAxeRule('image-alt', Array.from({ length: 200 }, (_, index) => `#i${index}`)), nodeCount: 731 }
  expect(judge({ violations: [many] }).measure?.value).toBe(731)
  expect(judge({ violations: [many] }).findings).toHaveLength(20)
})

test('what axe finds in a frame is for a person to look at, since its author may be exempt; what it owes as a document is left out', () => {
  const frames = [{ selector: 'main > iframe', address: 'https://carte.example/', violations: [anAxeRule('image-alt', ['#a', '#b']), anAxeRule('document-title', ['html'], ['wcag2a', 'wcag242']), anAxeRule('region', ['div'], ['best-practice'])] }]
  expect(judge({ frames })).toMatchObject({
    outcome: 'to-verify', measure: { value: 0 }, details: { toVerify: { value: 2 } },
    findings: [{ selector: 'main > iframe >>> #a', certainty: 'to-verify', message: expect.stringContaining('dans ce cadre') }],
  })
  expect(judge({ frames, violations: [anAxeRule('image-alt', ['#c'])] })).toMatchObject({ outcome: 'fail', measure: { value: 1 } })
  expect(judge({ frames: [{ ...frames[0]!, violations: [] }] }).outcome).toBe('pass')
})

test('what axe cannot settle is to be verified and never counted as a failure', () => {
  expect(judge({ incomplete: [anAxeRule('color-contrast', ['#a', '#b'], ['wcag2aa', 'wcag143'])] })).toMatchObject({
    outcome: 'to-verify', measure: { value: 0, unit: 'count' }, details: { toVerify: { value: 2, unit: 'count' } }, findings: [{ message: expect.stringMatching(/^À vérifier : /) }, {}],
  })
})

test.each(['label-content-name-mismatch', 'frame-focusable-content', 'bypass'])('a violation of %s is known for false positives: a human looks', (id) => {
  expect(judge({ violations: [anAxeRule(id, ['#a'], ['wcag2a'])] })).toMatchObject({ outcome: 'to-verify', measure: { value: 0 } })
})

test('a missing language is to be verified when every text has its own', () => {
  const violations = [anAxeRule('html-has-lang', ['html'], ['wcag2a', 'wcag311'])]
  expect(judge({ violations }, aText({ lang: null, everyTextHasLang: false })).outcome).toBe('fail')
  expect(judge({ violations }, aText({ lang: null, everyTextHasLang: true })).outcome).toBe('to-verify')
})

test('a good practice that no standard asks for is not signalled, a rule of WCAG 2.2 is to be verified', () => {
  expect(judge({ violations: [anAxeRule('heading-order', ['h3'], ['best-practice'])] })).toMatchObject({ outcome: 'pass', findings: [] })
  expect(judge({ violations: [anAxeRule('target-size', ['a'], ['wcag22aa', 'wcag258'])] }).outcome).toBe('to-verify')
})

test('nothing found is a pass with zero failures', () => {
  expect(judge({})).toEqual({ outcome: 'pass', measure: { value: 0, unit: 'count' }, details: { toVerify: { value: 0, unit: 'count' } }, findings: [] })
})

describe('the map of axe rules', () => {
  const rules = axe.getRules()

  test('names only rules that axe has, and keeps its RGAA tags except where they are corrected', () => {
    const tagged = rules.filter(({ tags }) => tags.includes('RGAAv4')).map(({ ruleId }) => ruleId).sort()
    expect(Object.keys(rgaa.rules).sort()).toEqual(tagged)
  })

  test('leaves no required rule without French words', () => {
    const required = rules.filter(({ ruleId, tags }) => isRequirement({ ...anAxeRule(ruleId), tags }))
    expect(required.length).toBeGreaterThan(70)
    expect(required.map(({ ruleId }) => ruleId).filter((id) => ruleHelp(id) === null)).toEqual([])
  })
})
