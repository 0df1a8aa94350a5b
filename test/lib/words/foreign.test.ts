import { describe, expect, it } from 'vitest'
import { foreign, foreignLike, spoken, withoutMarks } from '#lib/words/foreign'

const french = foreign('Poids de la page')

describe('French words on a page in another language', () => {
  it('are said by their element when they fill it, whatever its other attributes', () => {
    expect(spoken(`<p>${french}</p>`, 'fr')).toBe('<p lang="fr">Poids de la page</p>')
    expect(spoken(`<a href="/x/" title="a > b">${french}</a>`, 'fr')).toBe('<a lang="fr" href="/x/" title="a > b">Poids de la page</a>')
  })

  it('are said by a span in the middle of a sentence', () => {
    expect(spoken(`<p>Check: ${french}.</p>`, 'fr')).toBe('<p>Check: <span lang="fr">Poids de la page</span>.</p>')
  })

  it('lose their mark where no element can stand: in an attribute, in the title of the page, in the text of a drawing', () => {
    expect(spoken(`<title>${french} · Trèfle</title>`, 'fr')).toBe('<title>Poids de la page · Trèfle</title>')
    expect(spoken(`<svg><text x="0">${french}, 2026</text></svg>`, 'fr')).toBe('<svg><text x="0">Poids de la page, 2026</text></svg>')
    expect(spoken(`<svg aria-label="${french}" data-it='${french}'></svg>`, 'fr')).toBe(`<svg aria-label="Poids de la page" data-it='Poids de la page'></svg>`)
  })

  it('are said once when a French sentence holds French words', () => {
    expect(spoken(`<p>${foreign(`Contrôle : ${french}`)}</p>`, 'fr')).toBe('<p lang="fr">Contrôle : Poids de la page</p>')
    expect(foreignLike(foreign('Contrôle : {title}'), `Contrôle : ${french}`)).toBe(foreign('Contrôle : Poids de la page'))
    expect(foreignLike('Check: {title}', `Check: ${french}`)).toBe(`Check: ${french}`)
  })

  it('never leave a mark behind, even one that a hostile text brought', () => {
    expect(withoutMarks(spoken('<p>\uE001a\uE000b<b>c\uE000</b></p>', 'fr'))).toBe(spoken('<p>\uE001a\uE000b<b>c\uE000</b></p>', 'fr'))
  })

  it('say nothing where there are none', () => expect(foreign('')).toBe(''))
})
