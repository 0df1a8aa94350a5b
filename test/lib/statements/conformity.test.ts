import { describe, expect, test } from 'vitest'
import { planYears } from '#lib/statements/accessibility-plans'
import { conformityOfRate, declaredConformities, establishedOn, readRate } from '#lib/statements/conformity'

describe('the state that a statement declares', () => {
  test.each([
    ['Le site www.ville.example est totalement conforme au RGAA.', ['total']],
    ['Ce site est en conformité partielle avec le référentiel.', ['partial']],
    ['Le service n’est pas encore conforme.', ['none']],
    ['Notre application est non conforme.', ['none']],
    ['Accessibilité : partiellement conforme', ['partial']],
    ['https://www.ville.example est en conformité partielle avec le RGAA.', ['partial']],
  ])('« %s »', (text, states) => expect(declaredConformities(text)).toEqual(states))

  test.each([
    'Le lecteur de vidéo est non conforme.',
    'Un site peut se dire totalement conforme quand tous les critères sont respectés, partiellement conforme dès la moitié.',
    'Le site a été refait. Le plan interactif est non conforme.',
  ])('« %s » says nothing of the whole site', (text) => expect(declaredConformities(text)).toEqual([]))
})

test('the rate is the share of the criteria, not the mean over pages, and never past 100 %', () => {
  expect(readRate('72,5 % des critères du RGAA sont respectés ; le taux moyen de conformité est de 81 %')).toBe(72.5)
  expect(readRate('le taux moyen de conformité du service s’élève à 81 %')).toBeNull()
  expect(readRate('Le taux de conformité est de 50 %')).toBe(50)
  expect([readRate('172 % des critères'), readRate('rien')]).toEqual([null, null])
})

test('100 % is total, 50 % is partial, less is none', () => {
  expect([100, 99.9, 50, 49.9, 0].map(conformityOfRate)).toEqual(['total', 'partial', 'partial', 'none', 'none'])
})

test('a hostile text is read in no time', () => {
  const start = performance.now()
  for (const words of ['le site ', 'taux de conformite ', 'etabli le ', 'accessibilite : ', 'schema pluriannuel ']) {
    const text = words.repeat(3_000)
    expect([declaredConformities(text), readRate(text), establishedOn(text), planYears(text)]).toEqual([[], null, null, null])
  }
  expect(performance.now() - start).toBeLessThan(2_000)
})

describe('the day of a statement', () => {
  test.each([
    ['Cette déclaration a été établie le 14 avril 2026.', '2026-04-14'],
    ['Établie le 1er juin 2026', '2026-06-01'],
    ['Dernière mise à jour : 03/02/2025', '2025-02-03'],
    ['mise à jour le 3.2.2025', '2025-02-03'],
    ['établie le 2025-02-03', '2025-02-03'],
    ['Elle a été établie le 12 mars 2024. Elle a été mise à jour le 2 août 2026.', '2026-08-02'],
    ['Loi du 11 février 2005.', null],
    ['établie le 31 février 2026', null],
  ])('« %s »', (text, day) => expect(establishedOn(text)).toBe(day))
})
