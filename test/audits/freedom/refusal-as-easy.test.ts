import { describe, expect, test } from 'vitest'
import type { ConsentControl, ConsentRole } from '#model/evidence'
import audit from '#audits/freedom/refusal-as-easy'
import { aConsent, aContext } from '../../builders.ts'

const control = (role: ConsentRole, text: string, part: Partial<ConsentControl> = {}): ConsentControl =>
  ({ role, text, selector: `#${role}`, widthPx: 200, heightPx: 44, fontPx: 16, boxed: true, contrast: 7, ...part })
const [accept, settings] = [control('accept', 'J’accepte'), control('settings', 'Personnaliser')]
const judge = (controls: ConsentControl[], part: Parameters<typeof aConsent>[0] = {}) => audit.judge({ consent: aConsent({ bannerSeen: true, controls, ...part }) }, aContext())

test('a page without a banner has nothing to compare', () => expect(audit.judge({ consent: aConsent() }, aContext())).toMatchObject({ outcome: 'not-applicable', measure: null }))

test('an acceptance alone, every control of the banner being understood, fails with its proof', () => {
  expect(judge([accept, settings])).toMatchObject({
    outcome: 'fail', measure: { value: 1 },
    findings: [{ message: 'Le premier écran du bandeau propose « J’accepte » (200 × 44 px) ; notre test n’y a pas trouvé de refus (autres boutons : « Personnaliser »).', selector: '#accept' }],
  })
})

describe('what our words may have missed is for a human, never a fault', () => {
  test.each<[string, ConsentControl[], Parameters<typeof aConsent>[0]]>([
    ['a control that nobody understands', [accept, control('other', 'Plutôt pas')], {}],
    ['a banner in a frame', [accept, settings], { inFrame: true }],
    ['an « OK » alone, which agrees to nothing by name', [control('acknowledge', 'OK')], {}],
    ['a banner that a rule knows and our words do not', [], { controls: undefined, method: 'rule: Orejime 3', clicks: 1 }],
  ])('%s', (_, controls, part) => {
    expect(judge(controls, part)).toMatchObject({ outcome: 'to-verify', measure: { value: 0 }, findings: [{ message: expect.stringMatching(/^À vérifier/) }] })
  })
})

describe('beside an acceptance', () => {
  test('a refusal of the same look passes', () => expect(judge([accept, control('refuse', 'Tout refuser')])).toMatchObject({ outcome: 'pass', findings: [] }))

  test.each<[string, Partial<ConsentControl>]>([
    ['texte de 12 px contre 16 px', { fontPx: 12 }],
    ['hauteur de 20 px contre 44 px', { heightPx: 20 }],
    ['un lien à côté d’un bouton', { boxed: false }],
    ['un contraste plus faible', { contrast: 3 }],
  ])('a refusal with %s is for a human to judge', (said, part) => {
    const verdict = judge([accept, control('refuse', 'Continuer sans accepter', part)])
    expect(verdict).toMatchObject({ outcome: 'to-verify', findings: [{ selector: '#refuse' }] })
    expect(verdict.findings[0]?.message).toContain(said)
  })

  test('a refusal whose contrast cannot be computed is not suspected', () => expect(judge([accept, control('refuse', 'Refuser', { contrast: null })]).outcome).toBe('pass'))
})

test('the number of actions that a refusal took is told', () => {
  expect(judge([accept, settings], { clicks: 3 }).findings[0]?.message).toContain('Refuser a demandé 3 actions')
})

test('a banner that only refuses passes', () => expect(judge([control('refuse', 'Refuser')]).outcome).toBe('pass'))
