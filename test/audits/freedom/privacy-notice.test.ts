import { describe, expect, test } from 'vitest'
import audit from '#audits/freedom/privacy-notice'
import type { AuditContext } from '#lib/define'
import { aContext, aNotice, aSite, aText } from '../../builders.ts'

const whole = `La commune est responsable du traitement. Sa déléguée à la protection des données répond à dpo@ville.example. Finalité : répondre. Base légale : mission d’intérêt public.
Durée de conservation : un an. Destinataires : les services. Rien ne part hors de l’Union européenne. Vous pouvez demander l’accès à vos données, leur rectification et leur effacement. Vous pouvez adresser une réclamation à la CNIL.`
const judge = (notices: ReturnType<typeof aNotice>[], context: Partial<AuditContext> = {}, hasForm = false) => audit.judge({ notices, text: aText({ hasForm }) }, aContext(context))
const privacy = (text: string) => judge([aNotice(text, { kind: 'privacy' })], { role: 'privacy' })

describe('a notice on personal data', () => {
  test('with all its parts passes, and repeats no address', () => {
    expect(privacy(whole).outcome).toBe('pass')
    expect(JSON.stringify(privacy(whole))).not.toContain('dpo@')
  })

  test.each([
    ['responsable du traitement', 'controller'], ['déléguée à la protection des données', 'officer'], ['dpo@ville.example', 'officer-contact'], ['Finalité', 'purposes'], ['Durée de conservation', 'retention'],
    ['Destinataires', 'recipients'], ['hors de l’Union européenne', 'outside-eu'], ['CNIL', 'complaint'],
  ])('without « %s » leaves %s to a person, and is never a gap', (words, id) => {
    const { outcome, findings } = privacy(whole.replace(words, '…'))
    expect([outcome, findings.find(({ item }) => item?.id === id)?.item?.state]).toEqual(['to-verify', expect.not.stringMatching('^found$')])
  })

  test('that names the CNIL for something else says nothing of a complaint', () => {
    expect(privacy(whole.replace('adresser une réclamation à la CNIL', 'lire le site de la CNIL')).findings.find(({ item }) => item?.id === 'complaint')?.item?.state).toBe('to-verify')
  })
})

describe('where no link leads to a notice', () => {
  test('a page that has a form is a gap, another is to verify, and a legal notice that says it stands for it', () => {
    expect([judge([], {}, true).outcome, judge([]).outcome]).toEqual(['fail', 'to-verify'])
    expect(judge([aNotice(`Données personnelles. ${whole}`, { kind: 'legal' })]).outcome).toBe('pass')
    expect(judge([aNotice('Éditeur : la ville.', { kind: 'legal' })]).outcome).toBe('to-verify')
  })

  test('other pages, and a site whose sample has a page for it, have nothing to do with it', () => {
    expect(judge([], { role: 'news' }, true).outcome).toBe('not-applicable')
    expect(judge([], { site: aSite({ pages: [{ id: 'p', path: '/p', role: 'privacy' }] }) }, true).outcome).toBe('not-applicable')
  })
})
