import { describe, expect, it } from 'vitest'
import { groupFindings } from '#lib/finding-groups'

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
