import { describe, expect, test } from 'vitest'
import { findMention } from '#lib/statements/conformity'
import { t } from '#lib/words/i18n'
import { Territory } from '#model/territory'

const territory = {
  id: 'ville', name: 'Ville', contact: { email: 'a@ville.example', function: 'Direction du numérique' },
  organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }],
}

describe('the mention of accessibility in the footer', () => {
  test.each(['total', 'partial', 'none'] as const)('is, for a declared state (%s), the one that the audit of mentions recognises', (state) => {
    expect(findMention([t(`accessibility.mention.${state}`)])?.form).toBe('exact')
  })

  test('claims no state where the town declares none', () => {
    expect(findMention([t('accessibility.mention.unknown')])?.form).not.toBe('exact')
    expect(Territory.parse(territory).accessibility).toBeUndefined()
  })

  test('is declared with the address of the statement', () => {
    const declared = { state: 'partial', url: 'https://ville.example/accessibilite' }
    expect(Territory.parse({ ...territory, accessibility: declared }).accessibility).toEqual(declared)
    expect(Territory.safeParse({ ...territory, accessibility: { state: 'partial' } }).success).toBe(false)
    expect(Territory.safeParse({ ...territory, accessibility: { state: 'partial', url: 'javascript:alert(1)' } }).success).toBe(false)
  })
})
