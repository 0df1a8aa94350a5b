import { expect, it } from 'vitest'
import connector from '#connectors/training-csv'
import { count, values } from './counted.ts'

const header = 'Date;Parcours;Public;Commencés;Terminés;Femmes'

it('courses are counted by year and by audience, of residents without a word', () => {
  expect(values(count(connector, `${header}\n03/02/2026;Initiation;;12;10;7\n10/06/2026;Initiation;Habitants;8;5;6\n01/09/2026;Sobriété;Agents;30;28;\n01/09/2026;Sobriété;Élus;9;9;\n`))).toEqual({
    'training.started 2026': 20, 'training.completed 2026': 15, 'training.women 2026': 13, 'training.gender-known 2026': 20, 'training.staff-started 2026': 30, 'training.staff 2026': 28, 'training.elected-started 2026': 9, 'training.elected 2026': 9,
  })
})
it('women are not written when they, or the others, are under five', () => {
  expect(values(count(connector, `${header}\n2026;a;;20;;18\n`))).toEqual({ 'training.started 2026': 20, 'training.gender-known 2026': 20 })
  expect(values(count(connector, `${header}\n2026;a;;20;;3\n`))).toEqual({ 'training.started 2026': 20, 'training.gender-known 2026': 20 })
})
it('more courses completed than started are refused', () => {
  expect(count(connector, `${header}\n2026;a;;3;4;\n2026;a;;10;4;12\n`).report.rejected.map(({ line }) => line)).toEqual([2, 3])
})
