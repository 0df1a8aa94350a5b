import { describe, expect, it } from 'vitest'
import connector from '#connectors/rights-register'
import { addMonths } from '#lib/time/months-after'
import { count, values } from './counted.ts'

describe('the register of requests on personal data', () => {
  it('says what was answered within a month, or three when the extension was justified', () => {
    const rows = ['31/01/2026;28/02/2026;', '31/01/2026;01/03/2026;non', '31/01/2026;30/04/2026;oui', '31/01/2026;01/05/2026;oui', '02/03/2026;02/04/2026;', '05/05/2026;20/05/2026;', '01/11/2026;;', '05/05/2026;06/05/2026;', '05/05/2026;07/05/2026;']
    const read = count(connector, `Demandeur;Reçue le;Répondue le;Prolongation\n${rows.map((row) => `Aliénor Quatrevaux;${row}`).join('\n')}\n`)
    expect(values(read)).toEqual({ 'rights.closed 2026': 8, 'rights.on-time 2026': 6 })
    expect(read.report.notes.at(-1)?.message).toContain('1 demandes encore ouvertes')
    expect(JSON.stringify(read)).not.toContain('Quatrevaux')
  })
  it('refuses an answer older than its request', () => {
    expect(count(connector, 'recue le;reponse\n02/03/2026;01/03/2026\n').report.rejected).toHaveLength(1)
  })
})

it('a month after the 31st is the last day of a shorter month', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2024-01-31', 1), addMonths('2026-12-15', 1), addMonths('2026-03-31', -1), addMonths('2026-11-22', -12)]).toEqual(['2026-02-28', '2024-02-29', '2027-01-15', '2026-02-28', '2025-11-22'])
})
