import { describe, expect, it } from 'vitest'
import { groupByControl, groupFindings } from '#lib/publish/finding-groups'

const references = [{ standard: 'rgaa' as const, id: '6.2.1' }]

describe('the findings of a control', () => {
  it('are said once a sentence, with every place where they were seen', () => {
    const groups = groupFindings([
      { message: 'Un lien n’a pas de nom.', selector: 'a:nth-child(1)', references },
      { message: 'La page pèse 2 Mo.', references: [] },
      { message: 'Un lien n’a pas de nom.', selector: 'a:nth-child(2)', url: 'https://ville.example/', references },
    ])
    expect(groups).toEqual([
      { message: 'Un lien n’a pas de nom.', references, places: [{ selector: 'a:nth-child(1)', url: null }, { selector: 'a:nth-child(2)', url: 'https://ville.example/' }] },
      { message: 'La page pèse 2 Mo.', references: [], places: [] },
    ])
  })

  it('are nothing when there is none', () => {
    expect(groupFindings([])).toEqual([])
  })
})

describe('the defects of a site', () => {
  const defect = (audit: string, message: string, pages: string[], selector?: string) =>
    ({ audit, message, pages, count: pages.length, example: { message, references, ...(selector ? { selector } : {}) } })

  it('are told control by control, and the same sentence at several places is one defect', () => {
    expect(groupByControl([
      defect('solidarity/axe-failures', 'Une image n’a pas d’alternative.', ['a', 'b'], 'img.logo'),
      defect('freedom/security-headers', 'Une règle n’a pas été trouvée.', ['a']),
      defect('solidarity/axe-failures', 'Une image n’a pas d’alternative.', ['b', 'c'], 'img.photo'),
      defect('solidarity/axe-failures', 'Un lien n’a pas de nom.', ['c']),
    ])).toEqual([
      {
        audit: 'solidarity/axe-failures', outcome: 'fail', pages: ['a', 'b', 'c'], count: 5, references,
        defects: [
          { message: 'Une image n’a pas d’alternative.', pages: ['a', 'b', 'c'], places: [{ selector: 'img.logo', url: null }, { selector: 'img.photo', url: null }] },
          { message: 'Un lien n’a pas de nom.', pages: ['c'], places: [] },
        ],
      },
      { audit: 'freedom/security-headers', outcome: 'fail', pages: ['a'], count: 1, references, defects: [{ message: 'Une règle n’a pas été trouvée.', pages: ['a'], places: [] }] },
    ])
  })
})
