import { describe, expect, it } from 'vitest'
import { loadAudits, loadIndicators } from '#effects/territory/discover'

const indicators = await loadIndicators()
const audits = await loadAudits()
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length
const accusing = /illégal|viole|infraction|fraude|espionn|non conforme (au )?RGPD|hors la loi/i

describe.each([...indicators])('the words of %s', (_id, { text, reads }) => {
  it('ask a question, and answer it in 20 words at most', () => {
    expect(text.question).toMatch(/ \?$/)
    expect(words(text.answer)).toBeLessThanOrEqual(20)
    expect(text.answer).toMatch(/\{(value|n)\}/)
  })

  it('fill only what a page can fill', () => {
    const names = [...text.answer.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
    expect(names.filter((name) => !['value', 'low', 'high', 'period', 'n', 'denominator'].includes(name))).toEqual([])
  })

  it('have five lines of method, and say what the figure does not say', () => {
    expect(text.method).toHaveLength(5)
    expect(text.doesNotSay.length).toBeGreaterThan(0)
  })

  it('accuse nobody', () => {
    expect(JSON.stringify(text)).not.toMatch(accusing)
  })

  it('rest on audits that exist', () => {
    expect((reads.audits ?? []).filter((audit) => !audits.has(audit))).toEqual([])
  })
})
