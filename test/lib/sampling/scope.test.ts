import { describe, expect, it } from 'vitest'
import { linkedKind, scopeOf } from '#lib/sampling/scope'

describe('what belongs to a site', () => {
  it('is its host, with or without www., over http or https', () => {
    const { isOwn } = scopeOf('https://www.ville.example/')
    expect(['http://ville.example/a', 'https://www.ville.example/', 'https://agenda.ville.example/', 'https://www.ville.example.attaque.example/', 'ftp://www.ville.example/', 'pas une adresse'].map(isOwn)).toEqual([true, true, false, false, false, false])
  })

  it('starts at the folder of its home page', () => {
    const { home, pathOf } = scopeOf('https://www.ville.example/mediatheque/index.html')
    expect([home, pathOf('https://www.ville.example/mediatheque/agenda'), pathOf('https://www.ville.example/mairie')]).toEqual(['/mediatheque/index.html', '/mediatheque/agenda', null])
  })

  it('is named by paths without query nor fragment, of a reasonable length', () => {
    const { pathOf } = scopeOf('https://www.ville.example/')
    expect([pathOf('https://www.ville.example//a///b?c=1#d'), pathOf(`https://www.ville.example/${'a/'.repeat(20)}`), pathOf(`https://www.ville.example/${'a'.repeat(600)}`)]).toEqual(['/a/b', null, null])
  })

  it('tells pages, documents and other files apart by their end', () => {
    expect(['/a', '/a.html', '/a.PHP', '/a/', '/v1.2/a', '/a.pdf', '/a.ODT', '/a.jpg', '/a.ics'].map(linkedKind)).toEqual(['page', 'page', 'page', 'page', 'page', 'document', 'document', 'file', 'file'])
  })
})
