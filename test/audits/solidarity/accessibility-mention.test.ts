import { describe, expect, test } from 'vitest'
import audit from '#audits/solidarity/accessibility-mention'
import { aContext, aLink, aText } from '../../builders.ts'

const link = aLink('Accessibilité', 'https://www.ville.example/accessibilite')
const home = (visibleText: string, links = [link]) => audit.judge({ text: aText({ visibleText }), links }, aContext({ role: 'home' }))

describe('on the home page', () => {
  test.each(['Accessibilité : totalement conforme', 'Plan du site Accessibilité\u00a0: non conforme Contact', 'ACCESSIBILITE : PARTIELLEMENT CONFORME'])('« %s » is the mention', (text) => {
    expect(home(text)).toEqual({ outcome: 'pass', measure: null, findings: [] })
  })

  test('the mention may be the link itself', () => {
    expect(home('', [aLink('Accessibilité : non conforme', 'https://www.ville.example/declaration')]).outcome).toBe('pass')
  })

  test.each(['Accessibilité: non conforme', 'Accessibilité (partiellement conforme)', 'Accessibilité – totalement conforme', 'accessibilité non conforme'])('« %s » is close to the mention: a human looks', (text) => {
    expect(home(text).outcome).toBe('to-verify')
  })

  test('a link without the mention fails, and says that the link exists', () => {
    expect(home('Bienvenue')).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('Un lien parle d’accessibilité') }] })
  })

  test('nothing at all fails, as not found by the test', () => {
    expect(home('Bienvenue', [])).toMatchObject({ outcome: 'fail', findings: [{ message: expect.stringContaining('n’a été trouvé') }] })
  })

  test('a mention without a link, or a text too long to be read whole, is to be verified', () => {
    expect(home('Accessibilité : non conforme', []).outcome).toBe('to-verify')
    expect(home('a'.repeat(40_000)).outcome).toBe('to-verify')
  })
})

test('another page needs the link to the statement, by its text or its address', () => {
  const page = (links = [link]) => audit.judge({ text: aText(), links }, aContext({ role: 'news' })).outcome
  expect([page(), page([aLink('Déclaration', 'https://www.ville.example/accessibilite')]), page([aLink('Contact')])]).toEqual(['pass', 'pass', 'fail'])
})

test('the page of the statement is judged like another: its content has a control of its own', () => {
  expect(audit.judge({ text: aText(), links: [link] }, aContext({ role: 'accessibility' })).outcome).toBe('pass')
})
