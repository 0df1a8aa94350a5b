import { describe, expect, test } from 'vitest'
import type { SecurityTxt } from '#model/security-txt'
import audit from '#audits/freedom/security-txt'
import { aContext, aDocument } from '../../builders.ts'

const address = 'https://www.ville.example/.well-known/security.txt'
const fields = (lines: string[]) => lines.map((line) => ({ name: line.split(': ')[0] ?? '', value: line.split(': ').slice(1).join(': ') }))
const good = ['Contact: mailto:securite@ville.example', 'Expires: 2027-06-01T00:00:00Z']
const file = (lines: string[], part: Partial<SecurityTxt> = {}): SecurityTxt => ({ url: address, status: 200, failure: null, sameSite: true, isText: true, fields: fields(lines), ...part })
const judge = (securityTxt?: SecurityTxt) => audit.judge({ document: aDocument(), ...(securityTxt && { securityTxt }) }, aContext({ at: '2026-11-22T03:40:00Z' }))

test('a contact and an end within the year pass', () => expect(judge(file(good))).toMatchObject({ outcome: 'pass', findings: [] }))

describe('R32: what makes the file useless fails, in precise words', () => {
  test.each([
    ['périmé', ['Contact: tel:+33388000000', 'Expires: 2026-01-01T00:00:00Z']],
    ['donne 2 dates', [...good, 'Expires: 2027-07-01T00:00:00Z']],
    ['donne 0 dates', ['Contact: https://ville.example/securite']],
    ['pas lisible', ['Contact: mailto:a@ville.example', 'Expires: l’an prochain']],
    ['aucun contact utilisable', ['Contact: securite@ville.example', 'Expires: 2027-06-01T00:00:00Z']],
    ['ses langues plusieurs fois', [...good, 'Preferred-Languages: fr', 'preferred-languages: en']],
  ])('%s', (words, lines) => {
    const verdict = judge(file(lines))
    expect(verdict.outcome).toBe('fail')
    expect(verdict.findings.map(({ message }) => message).join()).toContain(words)
  })
})

describe('R32: what is no security.txt is a suggestion or a doubt, never a fault', () => {
  test.each<[string, Partial<SecurityTxt>, string]>([
    ['no file', { status: 404, isText: false, fields: [] }, 'informative'],
    ['the home page, answered to everything', { isText: false, fields: [] }, 'informative'],
    ['a file of five megabytes', { status: null, failure: { code: 'too-large', detail: '' }, fields: [] }, 'to-verify'],
    ['another site', { sameSite: false, url: 'https://ailleurs.example/security.txt' }, 'to-verify'],
    ['a server that does not answer', { status: null, failure: { code: 'timeout', detail: '' }, fields: [] }, 'to-verify'],
  ])('%s', (_, part, outcome) => expect(judge(file(good, part))).toMatchObject({ outcome, findings: [{ message: expect.any(String) }] }))
})

test.each([['valable plus d’un an', 'Expires: 2029-01-01T00:00:00Z'], ['sa propre adresse', 'Canonical: https://ailleurs.example/.well-known/security.txt']])('advice (%s) is for a human', (words, line) => {
  const verdict = judge(file(line.startsWith('Expires') ? [good[0] ?? '', line] : [...good, line]))
  expect(verdict).toMatchObject({ outcome: 'to-verify', findings: [{ message: expect.stringContaining(words) }] })
})

test('a page that is not the home page is not asked twice', () => expect(judge()).toMatchObject({ outcome: 'not-applicable', findings: [] }))
