import { describe, expect, test } from 'vitest'
import { readPdf } from '#audits/gather/accessibility/downloads'
import { readSource } from '#audits/gather/accessibility/source'

describe('the source of a page', () => {
  test('gives the type of the document, and says when it comes too late to count', () => {
    expect(readSource('<!doctype html><p>Un').doctype).toEqual({ name: 'html', publicId: '', systemId: '' })
    expect(readSource('<p>Un</p><!doctype html>')).toMatchObject({ doctype: null, misplacedDoctype: true })
    expect(readSource('<p>Un</p>')).toMatchObject({ doctype: null, misplacedDoctype: false })
  })

  test('shows attributes written twice, by name and line', () => {
    expect(readSource('<!doctype html>\n<p class="a" id=x class="b">Un').errors).toEqual([{ code: 'duplicate-attribute', line: 2, words: 'class' }])
  })

  test('shows elements that are never closed, and not those that may stay open', () => {
    expect(readSource('<!doctype html><ul><li>Un<li>Deux</ul><p>Trois<br><img src=a>').errors).toEqual([])
    expect(readSource('<!doctype html>\n<div>\n<span>Un</div>').errors).toEqual([{ code: 'unclosed-element', line: 3, words: 'span' }])
    expect(readSource('<!doctype html><svg><path d=""/></svg>').errors).toEqual([])
  })
})

describe('the marks of a PDF', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)

  test('are those of its structure, not one of the two', () => {
    expect(readPdf(bytes('%PDF-1.7 /MarkInfo <</Marked true>> /StructTreeRoot 4 0 R /Lang (fr)'))).toMatchObject({ tagged: true, language: true, title: false })
    expect(readPdf(bytes('%PDF-1.7 /MarkInfo <</Marked true>>'))?.tagged).toBe(false)
  })

  test('are unknown when the file is encrypted, and nothing at all when it is not a PDF', () => {
    expect(readPdf(bytes('%PDF-1.7 /Encrypt 9 0 R'))).toMatchObject({ tagged: null, encrypted: true })
    expect(readPdf(bytes('<html>'))).toBeNull()
  })

  test('have the day of the file, else the server’s, else none', () => {
    expect(readPdf(bytes('%PDF-1.4 /CreationDate (D:20170301120000Z)'))?.on).toBe('2017-03-01')
    expect(readPdf(bytes('%PDF-1.4'), 'Mon, 09 Feb 2026 10:00:00 GMT')?.on).toBe('2026-02-09')
    expect(readPdf(bytes('%PDF-1.4'))?.on).toBeNull()
  })
})
