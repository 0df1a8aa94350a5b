import { describe, expect, it } from 'vitest'
import bills from '#connectors/meter-bills'
import { Observation } from '#model/observation'
import { ImportReport } from '#model/source'
import { at, sourceOf, territory } from './town.ts'

function read(rows: readonly string[], more: object = {}) {
  const settings = bills.settings.parse({ file: 'factures.csv', ...more })
  const raw = new TextEncoder().encode(['Du;Au;Conso (kWh);Relève', ...rows, ''].join('\r\n'))
  const parsed = bills.parse(raw, settings, { source: sourceOf('meter-bills'), territory, at, factors: { factors: new Map(), devices: new Map() } })
  for (const observation of parsed.observations) Observation.parse(observation)
  ImportReport.parse(parsed.report)
  return parsed
}
const months = ({ observations }: ReturnType<typeof read>) => observations.map(({ period, value, coverage, quality }) => [period, value, coverage, quality])

describe('the bills of a room', () => {
  it('of whole months are declared as they are', () => {
    expect(months(read(['01/01/2026;31/01/2026;3 100;Réel', '01/02/2026;28/02/2026;2800,5;Réel']))).toEqual([['2026-01', 3100, 1, 'declared'], ['2026-02', 2800.5, 1, 'declared']])
  })

  it('that go from one month to another are shared by days, and those months are estimated', () => {
    const parsed = read(['16/01/2026;14/02/2026;3000;Réel'])
    expect(months(parsed)).toEqual([['2026-01', 1600, expect.closeTo(16 / 31, 5), 'estimated'], ['2026-02', 1400, 0.5, 'estimated']])
    expect(parsed.report.notes).toHaveLength(1)
  })

  it('that the supplier estimated are estimated', () => {
    expect(months(read(['01/01/2026;31/01/2026;3100;Estimée']))).toEqual([['2026-01', 3100, 1, 'estimated']])
  })

  it('count a last day once, whether or not it is included', () => {
    expect(months(read(['01/01/2026;01/02/2026;3100;Réel', '01/02/2026;01/03/2026;2800;Réel'], { lastDayIncluded: false }))).toEqual([['2026-01', 3100, 1, 'declared'], ['2026-02', 2800, 1, 'declared']])
  })

  it('never bill a day twice, nor take a credit note for an energy', () => {
    const parsed = read(['01/01/2026;31/01/2026;3100;Réel', '20/01/2026;20/02/2026;3000;Réel', '01/03/2026;31/03/2026;-200;Réel', 'hier;demain;5;Réel', '10/04/2026;01/04/2026;5;Réel', '01/05/2026;31/05/2026;x;Réel'])
    expect(months(parsed)).toEqual([['2026-01', 3100, 1, 'declared']])
    expect(parsed.report.rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 des jours de cette période sont déjà facturés', '4 énergie négative (avoir)', '5 « du » illisible', '6 la période finit avant de commencer', '7 « consommation (kWh) » illisible',
    ])
  })

  it('do not start without their columns', () => {
    expect(() => read([], { columns: { kWh: 'Énergie' } })).toThrow(/Énergie/)
  })
})
