import { expect, test } from 'vitest'
import audit from '#audits/solidarity/page-language'
import { aContext, aText } from '../../builders.ts'

const judge = (lang: string | null, everyTextHasLang = false) => audit.judge({ text: aText({ lang, everyTextHasLang }) }, aContext())

test.each(['fr', 'FR', 'fr-FR', 'gsw-FR', 'zh-Hans'])('« %s » is a language', (lang) => expect(judge(lang)).toEqual({ outcome: 'pass', measure: null, findings: [] }))

test.each(['french', 'fr_FR', 'xx', 'f', '12'])('« %s » is not a language (RGAA 8.4.1)', (lang) => {
  expect(judge(lang)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ standard: 'rgaa', id: '8.4.1' }, {}] }] })
})

test.each(['gcf', 'rcf-RE'])('« %s », a language that the runtime does not name, is for a person to verify', (lang) => {
  expect(judge(lang)).toMatchObject({ outcome: 'to-verify', findings: [{ message: `À vérifier : le code de langue « ${lang} » n’est pas reconnu.` }] })
})

test.each([[null], [''], ['  ']])('without a language (%j) the page fails RGAA 8.3.1', (lang) => {
  expect(judge(lang)).toMatchObject({ outcome: 'fail', findings: [{ references: [{ standard: 'rgaa', id: '8.3.1' }, {}] }] })
})

test('a page without a language passes when every text has its own', () => expect(judge(null, true).outcome).toBe('pass'))
