import { describe, expect, test } from 'vitest'
import { typeset } from '#lib/words/typography'

describe('a French sentence', () => {
  test.each([
    ['Sont-elles tenues ?', 'Sont\u2011elles tenues\u202f?'],
    ['Attention !', 'Attention\u202f!'],
    ['un ; deux', 'un\u202f; deux'],
    ['38 %', '38\u202f%'],
    ['« Oui »', '«\u202fOui\u202f»'],
    ['cible : 6 ans', 'cible\u00a0: 6\u00a0ans'],
    ["l'accès", 'l’accès'],
    ['dans 40 ko.', 'dans 40\u00a0ko.'],
    ['de 9 h à 17 h', 'de 9\u00a0h à 17\u00a0h'],
    ['15 tonnes par an', '15\u00a0tonnes par an'],
    ['1 204 appareils', '1\u202f204 appareils'],
    ['gaspille-t-elle', 'gaspille\u2011t\u2011elle'],
    ['2 kg de CO2 et CO2e', '2\u00a0kg de CO₂ et CO₂e'],
  ])('%j is set as %j', (typed, set) => {
    expect(typeset(typed)).toBe(set)
  })

  test('is not changed by being set twice', () => {
    const once = typeset('« Combien d\'heures restent-ils ? » : 1 204 ; 38 % !')
    expect(typeset(once)).toBe(once)
  })

  test.each(['https://ville.example/a?b=1', '10:30', 'porte-monnaie', 'au 14 mai 2026', 'celle-ci'])('leaves %j alone', (text) => {
    expect(typeset(text)).toBe(text)
  })
})
