import { describe, expect, test } from 'vitest'
import { readItems, type Item } from '#lib/statements/item'
import { noticeItems } from '#lib/statements/notice-items'

const item = (part: Partial<Item>): Item => ({ id: 'a', label: 'une chose', proof: /preuve/, references: [], model: 'Une chose.', ...part })
const read = (part: Partial<Item>, text: string, cut = false) => readItems([item(part)], text, cut)[0]

describe('an expected item', () => {
  test('is found with the words that say it', () => {
    expect(read({}, 'Avant. Voici la Preuve écrite. Après.')).toMatchObject({ state: 'found', quote: 'Voici la Preuve écrite' })
  })

  test('is not found when nothing is like it, and to verify when only near words are', () => {
    expect(read({ hint: /indice/ }, 'rien')).toMatchObject({ state: 'not-found', quote: null })
    expect(read({ hint: /indice/ }, 'un indice')).toMatchObject({ state: 'to-verify', quote: 'un indice' })
  })

  test.each(['La preuve : [nom à compléter].', 'Preuve XX/XX.', 'preuve Lorem ipsum'])('« %s » is a model that was not filled', (text) => {
    expect(read({}, text)).toMatchObject({ state: 'to-verify', doubt: expect.stringContaining('remplir') })
  })

  test.each(['Aucune preuve n’a été donnée.', 'La preuve n’est pas encore publiée.', 'La preuve est en cours de rédaction.'])('« %s » says that there is none, where there may be none', (text) => {
    expect(read({ refutable: true }, text)).toMatchObject({ state: 'to-verify', doubt: expect.stringContaining('manque') })
    expect(read({}, text)).toMatchObject({ state: 'found' })
  })

  test('another sentence does not deny it', () => {
    expect(read({ refutable: true }, 'Aucun cookie. La preuve est là. Il n’est pas tard.')).toMatchObject({ state: 'found' })
  })

  test('counts only near the words that say whose it is', () => {
    const near = { words: /heberge/, characters: 40 }
    expect(read({ near }, `preuve. ${'x'.repeat(60)} hébergé par nous`)).toMatchObject({ state: 'not-found' })
    expect(read({ near }, 'Hébergé par nous, preuve.')).toMatchObject({ state: 'found' })
  })

  test('cannot be said missing from a text that was cut, nor when it is due only in some cases', () => {
    expect(read({}, 'rien', true)).toMatchObject({ state: 'to-verify', doubt: expect.stringContaining('en entier') })
    expect(read({ onlyIf: 's’il y en a' }, 'rien')).toMatchObject({ state: 'to-verify', doubt: 'à dire s’il y en a' })
  })

  test('next to a name is quoted by its own words alone', () => {
    expect(read({ personal: true }, 'La preuve : Marie Dupont.')).toMatchObject({ state: 'found', quote: 'preuve' })
  })
})

describe('the lists of items', () => {
  const lists = Object.entries(noticeItems)

  test('have their own names, and fourteen for the accessibility statement', () => {
    for (const [, items] of lists) expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(noticeItems.accessibility).toHaveLength(14)
  })

  test('are each found in a text made of their model sentences, once filled', () => {
    for (const [kind, items] of lists) {
      const filled = items.map(({ model }) => model.replaceAll(/\[adresse électronique[^\]]*\]/g, 'a@ville.example').replaceAll(/\[nombre\]/g, '72')
        .replaceAll(/\[(?:jour mois année)\]/g, '3 mars 2026').replaceAll(/\[totalement[^\]]*\]/g, 'partiellement').replaceAll(/\[numéro[^\]]*\]/g, '03 88 00 00 00').replaceAll(/\[Numéro, rue[^\]]*\]/g, '1 rue, 67000 Ville')
        .replaceAll(/\[(?:HTML|mission)[^\]]*\]/g, 'HTML, mission d’intérêt public').replaceAll(/\[Pays et[^\]]*\]/g, 'Rien ne part hors de l’Union européenne.').replaceAll(/\[réduction[^\]]*\]/g, 'réduction de moitié').replaceAll(/\[[^\]]*\]/g, 'ceci')).join(' ')
      expect(readItems(items, filled, false).filter(({ state }) => state !== 'found').map((reading) => `${kind} ${reading.item.id}`)).toEqual([])
    }
  })

  test('are not found in a text about something else', () => {
    const text = 'La médiathèque prête des livres et des films. Les horaires changent en été. Un atelier de contes a lieu le mercredi.'
    for (const [, items] of lists) expect(readItems(items, text, false).filter(({ state }) => state === 'found')).toEqual([])
  })

  test('are read in a hostile text in no time', () => {
    const text = `${'est '.repeat(9_000)}${'le site '.repeat(500)}`.slice(0, 40_000)
    const start = performance.now()
    for (const [, items] of lists) readItems(items, text, false)
    expect(performance.now() - start).toBeLessThan(2_000)
  })
})
