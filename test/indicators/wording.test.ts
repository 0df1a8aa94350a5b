import { describe, expect, it } from 'vitest'
import { loadAudits, loadIndicators } from '#effects/territory/discover'
import { agreed } from '#lib/words/plural'

const indicators = await loadIndicators()
const audits = await loadAudits()
const words = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length
const accusing = /illégal|viole|infraction|fraude|espionn|non conforme (au )?RGPD|hors la loi/i

describe.each([...indicators])('the words of %s', (_id, { text, reads }) => {
  const answer = agreed(text.answer, { value: 2, n: 2, denominator: 2 }, 'fr')

  it('ask a question, and answer it in 20 words at most', () => {
    expect(text.question).toMatch(/ \?$/)
    expect(words(answer)).toBeLessThanOrEqual(20)
    expect(answer).toMatch(/\{(value|n)\}/)
  })

  it('fill only what a page can fill', () => {
    const names = [...answer.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
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
