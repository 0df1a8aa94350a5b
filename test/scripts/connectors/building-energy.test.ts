import { describe, expect, it } from 'vitest'
import building from '#connectors/building-energy'
import { Observation } from '#model/observation'
import { ImportReport } from '#model/source'
import { at, sourceOf, territory } from './town.ts'

const phases = { reference: { from: '2024-01', to: '2024-12' }, followUpFrom: '2025-03' }
const base = { file: 'batiments.csv', buildings: { 'Piscine du Pont': 'piscine-du-pont' }, phases }
function read(rows: readonly string[]) {
  const parsed = building.parse(new TextEncoder().encode(['Bâtiment;Mois;kWh;DJU;Heures', ...rows].join('\n')), building.settings.parse(base), { source: sourceOf('building-energy'), territory, at, factors: { factors: new Map(), devices: new Map() } })
  for (const observation of parsed.observations) Observation.parse(observation)
  ImportReport.parse(parsed.report)
  return parsed
}

describe('the monthly energy of buildings', () => {
  it('is put before or after the change, and the works are left aside', () => {
    const parsed = read(['Piscine du Pont;01/2024;52 000,5;410;300', 'PISCINE DU PONT;2025-01;40000;400;', 'Piscine du pont;01/03/2025;38000;;280'])
    expect(parsed.observations.map(({ metric, period, value, dimensions }) => [metric, period, value, dimensions.phase])).toEqual([
      ['building.energy', '2024-01', 52_000.5, 'reference'], ['building.degree-days', '2024-01', 410, 'reference'], ['building.open-hours', '2024-01', 300, 'reference'],
      ['building.energy', '2025-03', 38_000, 'follow-up'], ['building.open-hours', '2025-03', 280, 'follow-up'],
    ])
    expect(parsed.report.notes[0]?.message).toContain('1 mois hors de la référence')
    expect(parsed.report.known).toEqual({ DJU: expect.closeTo(2 / 3, 9), 'heures d’ouverture': expect.closeTo(2 / 3, 9) })
  })

  it('rejects what cannot be read, line by line, and counts a month once', () => {
    const parsed = read(['Gymnase;01/2024;1;1;1', 'Piscine du Pont;13/2024;1;1;1', 'Piscine du Pont;02/2024;-5;1;1', 'Piscine du Pont;03/2024;5;1;1', 'PISCINE DU PONT;mars 2024;6;1;1'])
    expect(parsed.report.rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual(['2 bâtiment inconnu', '3 « mois » illisible', '4 valeur négative'])
    expect(parsed.report.duplicates).toEqual([{ line: 6, sameAs: 5 }])
  })

  it('refuses a follow-up that begins in the reference', () => {
    expect(building.settings.safeParse({ ...base, phases: { ...phases, followUpFrom: '2024-06' } }).success).toBe(false)
  })
})
