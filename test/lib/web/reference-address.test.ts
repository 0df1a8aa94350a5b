import { describe, expect, it } from 'vitest'
import { referenceAddress } from '#lib/web/reference-address'

const books = { rgaaUrl: 'https://rgaa.example/', wcag: { url: 'https://wcag.example/', anchors: { '1.1.1': 'non-text-content' } } }
const address = (standard: Parameters<typeof referenceAddress>[0]['standard'], id: string, url?: string) => referenceAddress({ standard, id, ...(url === undefined ? {} : { url }) }, books)

describe('a cited standard', () => {
  it('is read at its criterion, also when one of its tests is cited', () => {
    expect(address('rgaa', '10.14')).toBe('https://rgaa.example/#10.14')
    expect(address('rgaa', '8.3.1')).toBe('https://rgaa.example/#8.3')
    expect(address('wcag', '1.1.1')).toBe('https://wcag.example/#non-text-content')
    expect(address('axe', 'image-alt')).toBe('https://dequeuniversity.com/rules/axe/4.14/image-alt')
  })

  it('keeps the address that it was given', () => {
    expect(address('rgaa', '1.1', 'https://autre.example/')).toBe('https://autre.example/')
  })

  it.each([['rgaa', 'Glossaire'], ['wcag', '9.9.9'], ['rgesn', 'Frontend'], ['axe', 'x y']] as const)('has none rather than a wrong one: %s %s', (standard, id) => {
    expect(address(standard, id)).toBeNull()
  })
})
