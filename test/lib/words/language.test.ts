import { expect, test } from 'vitest'
import { comparableLanguage, languageName, languageOf } from '#lib/words/language'

const french = 'Le conseil municipal se réunit chaque mois dans la grande salle de la mairie pour voter les dépenses de la commune, écouter les habitants du quartier et décider ensemble des travaux qui seront menés pendant l’année.'

test('a text of two hundred signs says its language, a shorter one nothing', () => {
  expect(languageOf(french)).toBe('fr')
  expect(languageOf(french.slice(0, 150))).toBeNull()
})

test('addresses, numbers and mail do not speak', () => {
  expect(languageOf('https://www.ville.example/the-town-council '.repeat(20))).toBeNull()
  expect(languageOf('12 480 '.repeat(60))).toBeNull()
})

test('a language outside the seven is not taken for its neighbour', () => {
  expect(languageOf('Rada miasta zbiera się co miesiąc w wielkiej sali ratusza, aby głosować nad wydatkami gminy, słuchać mieszkańców dzielnicy i wspólnie decydować o pracach, które zostaną wykonane w nadchodzącym roku w szkołach i na ulicach.')).toBeNull()
})

test('tags are compared by their first part, when it is one of the seven', () => {
  expect([comparableLanguage('fr-FR'), comparableLanguage('DE'), comparableLanguage('gsw'), comparableLanguage('')]).toEqual(['fr', 'de', null, null])
  expect(languageName('nl')).toBe('néerlandais')
})
