import { expect, test } from 'vitest'
import { contactAddress } from '#lib/dashboard/contact'

test('one writes to the mailbox of the town, with a subject', () => {
  expect(contactAddress({ email: 'a@ville.example', function: 'f' }, 'Une erreur & un doute')).toBe('mailto:a@ville.example?subject=Une%20erreur%20%26%20un%20doute')
})

test('one is led to its page of contact when it gives no mailbox', () => {
  expect(contactAddress({ url: 'https://ville.example/contact', function: 'f' }, 'Sujet')).toBe('https://ville.example/contact')
})
