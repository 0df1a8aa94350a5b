import { describe, expect, it } from 'vitest'
import { masked } from '#lib/words/mask'

const secret = "Clé & 'sûre'<1>"

describe('a secret', () => {
  it.each([
    ['as it is', `Bonjour ${secret} !`], ['in capitals', secret.toUpperCase()], ['in an address', `?q=${encodeURIComponent(secret)}`],
    ['in the address of a form', `?${new URLSearchParams({ mot: secret }).toString().replace('mot=', '')}`], ['in HTML', 'Cl\u00e9 &amp; &#39;s\u00fbre&#39;&lt;1&gt;'],
    ['in JSON', JSON.stringify({ secret })], ['in base64', `Basic ${Buffer.from(secret).toString('base64')}`], ['decomposed', secret.normalize('NFC')],
  ])('is hidden in a text, %s', (_how, text) => {
    const [shown] = masked([text], [secret])
    expect(shown).toContain('•••')
    expect(shown?.toLowerCase()).not.toMatch(/cl.{0,9}(s.{0,3}re|%27)|q2zdqsa/)
  })

  it('is hidden in keys, lists and depths, and leaves numbers and other texts alone', () => {
    expect(masked({ a: [{ motdepasse: 'x motdepasse' }], n: 12, z: null, ok: true, autre: 'mot' }, ['motdepasse'])).toEqual({ a: [{ '•••': 'x •••' }], n: 12, z: null, ok: true, autre: 'mot' })
  })

  it('is hidden where a text was cut in its middle', () => {
    expect(masked('Votre code est motdep…', ['motdepasse'])).toBe('Votre code est •••…')
    expect(masked('Votre code est fini…', ['motdepasse'])).toBe('Votre code est fini…')
  })

  it('that contains another is hidden whole', () => {
    expect(masked('abcd-efgh', ['abcd', 'abcd-efgh'])).toBe('•••')
  })
})
