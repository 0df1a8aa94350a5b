import { expect, test } from 'vitest'
import audit from '#audits/sobriety/ecodesign-statement'
import { aContext, aNotice } from '../../builders.ts'

const whole = `Déclaration d’écoconception. Périmètre : www.ville.example. Référentiel suivi : RGESN 2024. Score : 61 % des critères. Établie le 3 mars 2026. Référente écoconception : la direction du numérique.
Notre objectif est de réduire le poids des pages d’un tiers en 2027. Actions menées : images allégées. Une idée ? Écrivez à numerique@ville.example.`
const judge = (text: string, part = {}) => audit.judge({ notices: [aNotice(text, { kind: 'ecodesign', ...part })] }, aContext())

test('an eco-design statement with its eight parts passes', () => expect(judge(whole).outcome).toBe('pass'))

test.each([['RGESN', 'standard'], ['61 %', 'score'], ['3 mars 2026', 'date'], ['Référente', 'referent'], ['objectif', 'objectives'], ['Actions menées', 'measures'], ['numerique@ville.example', 'contact']])('without « %s », %s is to verify', (words, id) => {
  const { outcome, findings } = judge(whole.replace(words, '…'))
  expect([outcome, findings.find(({ item }) => item?.id === id)?.item?.state === 'found']).toEqual(['to-verify', false])
})

test('no statement is no gap: nothing makes it a duty', () => {
  expect(audit.judge({ notices: [] }, aContext())).toMatchObject({ outcome: 'informative', findings: [{ message: expect.stringContaining('Rien n’oblige') }] })
})

test('a link that leads nowhere is a gap', () => expect(judge('', { format: null, status: 404, failure: { code: 'http', detail: '' } }).outcome).toBe('fail'))
