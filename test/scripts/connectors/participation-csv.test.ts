import { expect, it } from 'vitest'
import connector from '#connectors/participation-csv'
import { count, values } from './counted.ts'

const header = 'periode;objet;nb_ouverts;nb_clos;nb_participants_distincts;nb_contributions;nb_signatures;nb_reponses_publiees;nb_inscrits'

it('people of twelve months do not add up to those of the year, and a stock is its newest', () => {
  const read = count(connector, `${header}\n10/2026;;2;1;40;90;;1;14000\n11/2026;;1;2;50;60;;0;14100\n2026;;;;70;;;;\n`)
  expect(values(read)).toEqual({
    'participation.opened 2026-10': 2, 'participation.opened 2026-11': 1, 'participation.closed 2026-10': 1, 'participation.closed 2026-11': 2, 'participation.answered 2026-10': 1, 'participation.answered 2026-11': 0,
    'participation.contributions 2026-10': 90, 'participation.contributions 2026-11': 60, 'participation.active-in-month 2026-10': 40, 'participation.active-in-month 2026-11': 50, 'participation.active 2026': 70,
    'participation.subscribers 2026-11': 14100,
  })
})
it('people of one space are not those of the platform', () => {
  expect(values(count(connector, `${header}\n2026;petition;;;30;;500;;\n2026;tous;;;60;;;;\n`))).toEqual({ 'participation.active-in-space 2026 petition': 30, 'participation.active 2026': 60, 'participation.signatures 2026': 500 })
})
it('under five people nothing is written, and more answers than closed consultations are refused', () => {
  const read = count(connector, `${header}\n2026;;;2;4;;;3;\n2025;;;;4;;;;\n`)
  expect(read.observations).toEqual([])
  expect(read.report.rejected).toEqual([expect.objectContaining({ line: 2 })])
  expect(read.report.notes.at(-1)?.message).toContain('1 nombre de personnes inférieur à 5')
})
