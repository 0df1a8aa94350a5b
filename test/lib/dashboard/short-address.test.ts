import { expect, it } from 'vitest'
import { shortAddress } from '#lib/dashboard/short-address'

it('an address is said by its path on its own site, and by its host elsewhere, even one that begins alike', () => {
  expect(shortAddress('https://ville.example/img/pont.jpg', 'https://ville.example/accueil/')).toBe('/img/pont.jpg')
  expect(shortAddress('https://ville.example.pirate.example/img/pont.jpg', 'https://ville.example/')).toBe('ville.example.pirate.example/img/pont.jpg')
  expect(shortAddress('https://cdn.example/a.js', 'https://ville.example/')).toBe('cdn.example/a.js')
})
