import { describe, expect, it } from 'vitest'
import type { ExplainedRow } from '#model/indicator'
import { derive, given } from '#lib/explain/derivation'
import { cellPath, tablePages } from '#lib/explain/table-pages'

const tree = (leaves: number) => derive('sum', 'Somme', '', Array.from({ length: leaves }, (_, index) => given(`Part ${index}`, 1, '', { kind: 'record', words: 'essai' })))
const cell = (breakdown: string, row: string, leaves: number, column = 'total'): ExplainedRow => ({ breakdown, row, column, derivation: tree(leaves) })

describe('the pages that explain a table', () => {
  it('are one for a table, its rows in order and the numbers of a row together', () => {
    const [page, ...others] = tablePages([cell('by-month', '2026-10', 3), cell('by-month', '2026-10', 3, 'pue'), cell('by-month', '2026-09', 3)])
    expect(others).toEqual([])
    expect(page).toMatchObject({ breakdown: 'by-month', path: 'by-month' })
    expect(page?.rows.map(({ name, cells }) => [name, cells.length])).toEqual([['2026-10', 2], ['2026-09', 1]])
  })

  it('are more when their trees would make a page heavy, and a tree is never cut', () => {
    const pages = tablePages([cell('by-type', 'Serveur', 100), cell('by-type', 'Écran', 100), cell('by-type', 'Borne', 10), cell('by-type', 'Parc entier', 900)])
    expect(pages.map(({ path, rows }) => [path, rows.map(({ name }) => name)])).toEqual([['by-type', ['Serveur']], ['by-type-2', ['Écran', 'Borne']], ['by-type-3', ['Parc entier']]])
  })

  it('take the numbers of a row apart when together they would be too many', () => {
    const pages = tablePages([cell('by-type', 'Serveur', 80), cell('by-type', 'Serveur', 80, 'low'), cell('by-type', 'Écran', 20)])
    expect(pages.map(({ rows }) => rows.map(({ name, cells }) => [name, ...cells.map(({ column }) => column)]))).toEqual([[['Serveur', 'total']], [['Serveur', 'low'], ['Écran', 'total']]])
    expect(cellPath(pages, { breakdown: 'by-type', row: 'Serveur', column: 'low' })).toBe('by-type-2/#serveur')
  })

  it('have a place for each name, even when two are one once folded, or stand apart in the table', () => {
    const rows = [cell('by-age', '< 3 ans', 1), cell('by-age', '> 3 ans', 1), cell('by-age', '< 3 ans', 1, 'low')]
    const pages = tablePages(rows)
    expect(pages.flatMap((page) => page.rows.map(({ name, cells }) => [name, cells.length]))).toEqual([['< 3 ans', 2], ['> 3 ans', 1]])
    const places = rows.map((row) => cellPath(pages, row))
    expect(places[2]).toBe(places[0])
    expect(new Set(places)).toEqual(new Set(pages.flatMap(({ path, rows: own }) => own.map(({ anchor }) => `${path}/#${anchor}`))))
    expect(new Set(places).size).toBe(2)
  })

  it('are where a number of a table leads, row by row', () => {
    const pages = tablePages([cell('by-type', 'Serveur', 100), cell('by-type', 'Écran d’ordinateur', 100)])
    expect(cellPath(pages, { breakdown: 'by-type', row: 'Écran d’ordinateur', column: 'total' })).toBe('by-type-2/#ecran-d-ordinateur')
    expect(cellPath(pages, { breakdown: 'by-age', row: 'Serveur', column: 'total' })).toBeNull()
  })
})
