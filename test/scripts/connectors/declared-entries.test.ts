import { describe, expect, it } from 'vitest'
import connector from '#connectors/declared-entries'
import { count, values } from './counted.ts'

const header = 'Mesure;Organisme;Période;Valeur;Unité;Qualité;Justificatif'

describe('figures declared in a spreadsheet', () => {
  it('become observations of those they are about, with their proof', () => {
    const { observations } = count(connector, `${header}\ntraining.started;Voisine;2026;42;personnes;déclaré;Bilan 2026, page 3\nenergy.renewable;;11/2026;1 234,5;kWh;;\n`)
    expect(observations).toEqual([
      expect.objectContaining({ metric: 'training.started', subject: 'voisine', period: '2026', value: 42, unit: 'count', quality: 'declared', note: 'Justificatif : Bilan 2026, page 3' }),
      expect.objectContaining({ metric: 'energy.renewable', subject: 'ville', period: '2026-11', value: 1234.5, unit: 'kWh' }),
    ])
  })

  it('may be of a room that its source names, in the unit that people write for the carbon of electricity', () => {
    const lines = `${header}\nwater.room;salle-a;2025;150000;litres;;\nelectricity.residual-factor;;2025;62,5;gCO2e/kWh;;\n`
    expect(count(connector, lines, { rooms: ['salle-a'] }).observations).toMatchObject([{ subject: 'salle-a', unit: 'L' }, { subject: 'ville', value: 62.5, unit: 'g/kWh' }])
    expect(count(connector, lines).report.rejected).toHaveLength(1)
  })

  it('are missing while their cell is blank: a line to fill in is not a zero', () => {
    const { observations, report } = count(connector, `${header}\ntraining.started;;2026;;personnes;;\ntraining.completed;;2026;0;personnes;;\n`)
    expect(observations.map(({ metric, value }) => [metric, value])).toEqual([['training.completed', 0]])
    expect(report.notes.map(({ message }) => message)).toContain('1 lignes sans valeur, encore à remplir : mises à part.')
  })

  it('are refused with the reason: a body that is not of the territory, a unit, a name of measure', () => {
    const { observations, report } = count(connector, `${header}\ntraining.started;Paris;2026;1;personnes;;\ntraining.started;;2026;1;boisseaux;;\nFormations;;2026;1;personnes;;\n`)
    expect(observations).toEqual([])
    expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual([[2, 'organisme inconnu du territoire'], [3, '« unite » illisible'], [4, 'mesure inconnue']])
  })

  it('are said once: the second line of the same figure is a duplicate, another definition is not', () => {
    const { report } = count(connector, 'Mesure;Période;Valeur;Unité;Définition\na.b;2026;1;%;\na.b;2026;2;%;\na.b;2026;3;%;autre périmètre\n')
    expect(report).toMatchObject({ kept: 2, duplicates: [{ line: 3, sameAs: 2 }] })
  })
})

describe('figures declared in YAML', () => {
  it('are read like those of the spreadsheet', () => {
    const read = count(connector, 'entries:\n  - { mesure: training.started, période: 2026, valeur: 42.5, unité: "%" }\n  - { mesure: training.started, période: 2026-10, valeur: 3, unité: € }\n', { file: 'chiffres.yml' })
    expect(values(read)).toEqual({ 'training.started 2026': 42.5, 'training.started 2026-10': 3 })
  })

  it('are refused when the file holds something else', () => {
    expect(() => count(connector, '- 3\n', { file: 'chiffres.yml' })).toThrow(/entries/)
  })
})
