import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Nodes } from 'mdast'
import { describe, expect, it } from 'vitest'
import { markdown, noteMark } from '#lib/ci-reports/markdown'
import { code, words } from '#lib/ci-reports/safe-markdown'
import { corpus, hostileReport, page, sampleReport } from './sample-report.ts'

/** As GitHub, GitLab and Forgejo read it: CommonMark with the tables and links of GFM. */
const read = (text: string) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
const kinds = (node: Nodes): string[] => [node.type, ...('children' in node ? node.children.flatMap(kinds) : [])]
const texts = (node: Nodes): string => ('value' in node && node.type !== 'html' ? node.value : 'children' in node ? node.children.map(texts).join('') : '')
const shapeOf = (text: string) => kinds(read(text)).filter((kind) => kind !== 'text')

describe('a check written in Markdown', () => {
  it('says the decision, the figures of each page, what to mend, what changed and what was not read', () => {
    const text = texts(read(markdown(sampleReport())))
    for (const part of ['Trèfle : Budget dépassé', '1 visite mesurée sur 2', '2,4', 'À corriger (2)', 'Décrivez l’image', 'À surveiller (1)', 'Ce qui a changé (1)', 'Pages non mesurées (1)', 'timeout']) expect(text).toContain(part)
  })

  it('counts visits among visits, where one page was visited in two ways', () => {
    const pages = [page(), page({ pass: 'mobile', profile: 'mobile' })]
    expect(texts(read(markdown(sampleReport({ pages, coverage: { asked: 1, measured: 1, partial: 0, notMeasured: 0, leftOut: 0 } }))))).toContain('2 visites mesurées sur 2')
  })

  it('begins with the mark by which a job finds its note again', () => {
    expect(markdown(sampleReport()).split('\n')[0]).toBe(noteMark)
  })

  it('does not list as gaps what is already accepted', () => {
    expect(markdown(sampleReport()).match(/Les images doivent/g)).toHaveLength(1)
  })

  it.each(corpus)('has the same shape whatever a page writes: %j', (text) => {
    const shape = shapeOf(markdown(hostileReport(text)))
    expect(shape).toEqual(shapeOf(markdown(hostileReport('texte'))))
    expect(shape.filter((kind) => ['link', 'image', 'linkReference', 'footnoteReference'].includes(kind))).toEqual([])
    // The mark of the note alone is HTML.
    expect(shape.filter((kind) => kind === 'html')).toHaveLength(1)
  })

  it('calls nobody and closes nothing: names, numbers and commands of forges are broken', () => {
    const text = markdown(hostileReport('/close @mairie #12'))
    expect(text).not.toMatch(/^\/close/m)
    expect(text.replaceAll(/`[^`]*`/g, '')).not.toMatch(/@mairie|#12/)
  })

  it('gives the words back to a reader as they were', () => {
    expect(texts(read(words('Écart : a < b | *c* [d]')))).toBe('Écart : a < b | *c* [d]')
    expect(texts(read(code('a ``b`` c')))).toBe('a ``b`` c')
  })
})
