import { describe, expect, it } from 'vitest'
import { Slug } from '#model/quantity'
import { pageIds } from '#lib/sampling/page-id'

describe('the id of a page', () => {
  it('is made of the words of its address', () => {
    expect([...pageIds(['/', '/vivre/espaces-verts/', '/Programme.htm', '/écoles/'])]).toEqual([['/', 'accueil'], ['/vivre/espaces-verts/', 'vivre-espaces-verts'], ['/Programme.htm', 'programme'], ['/écoles/', 'ecoles']])
  })

  it('is a slug whatever the address', () => {
    const paths = ['/%E2%82%AC', '/---', `/${'tres-long/'.repeat(30)}`, '/a?b=1&c[]=2', '/日本']
    for (const id of pageIds(paths).values()) expect(Slug.safeParse(id).success, id).toBe(true)
  })

  it('is never shared: two addresses with the same words are told apart', () => {
    const ids = [...pageIds(['/a-b', '/a/b', '/accueil', '/']).values()]
    expect(new Set(ids).size).toBe(4)
    expect(pageIds(['/accueil', '/']).get('/')).toBe('accueil')
  })

  it('stays what it was once it has been given', () => {
    expect(pageIds(['/contact', '/nous-ecrire'], new Map([['/nous-ecrire', 'contact']])).get('/nous-ecrire')).toBe('contact')
    expect(pageIds(['/contact'], new Map([['/nous-ecrire', 'contact']])).get('/contact')).toMatch(/^contact-[0-9a-f]{6}$/)
  })
})
