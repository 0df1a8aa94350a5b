import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedCommune, type KnownWords } from '#lib/publish/communes'
import { mergeDeclared, readDeclared } from '#effects/merge/declared-csv'
import { aMetropolis } from '../../../report-builders.ts'

const known: KnownWords[] = [{ id: 'help-sessions', pillar: 'solidarity', unit: 'count', smallest: 5, title: 'Accompagnements' }]
const aFolder = () => mkdtemp(join(tmpdir(), 'trefle-declared-'))
const merge = (folder: string, rows: string, correct = false) =>
  mergeDeclared(folder, aMetropolis, known, { name: 'bourg.csv', bytes: new TextEncoder().encode(`Commune;Indicateur;Période;Valeur;Nombre;Source\n${rows}\n`) }, correct)

describe('a table of figures that a commune gives', () => {
  it('is added once, whether the commune is named by its code or its name', async () => {
    const folder = await aFolder()
    expect(await merge(folder, '67043;help-sessions;2026;1 250;;Rapport annuel')).toEqual({ added: 1, unchanged: 0, corrected: 0 })
    expect(await merge(folder, 'BOURG;help-sessions;2026;1250;;Rapport annuel')).toEqual({ added: 0, unchanged: 1, corrected: 0 })
    expect(await readDeclared(folder)).toEqual([{ commune: 'bourg', indicator: 'help-sessions', period: '2026', value: 1250, source: 'Rapport annuel' }])
  })

  it('names the two values of a conflict and writes nothing; a correction keeps the old value in the history', async () => {
    const folder = await aFolder()
    await merge(folder, 'Bourg;help-sessions;2026;80;;Rapport')
    await expect(merge(folder, 'Ville;help-sessions;2026;7;;Mairie\nBourg;help-sessions;2026;90;;Mairie')).rejects.toThrow('vaut 90 (Mairie), et 80 dans ce qui est connu (Rapport)')
    expect(await readDeclared(folder)).toHaveLength(1)
    expect(await merge(folder, 'Bourg;help-sessions;2026;90;;Mairie', true)).toEqual({ added: 0, unchanged: 0, corrected: 1 })
    expect((await readDeclared(folder)).map(({ value }) => value)).toEqual([90])
    expect((await readFile(join(folder, 'communes', 'declared.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(2)
  })

  it.each([
    ['Ailleurs;help-sessions;2026;8;;A', '« Ailleurs » n’est pas une commune'],
    ['Bourg;autre;2026;8;;A', '« autre » n’est pas un indicateur'],
    ['Bourg;help-sessions;novembre;8;;A', '« période » illisible'],
    ['Bourg;help-sessions;2026;inconnu;;A', '« valeur » illisible'],
    ['Bourg;help-sessions;2026;8', '« source » vide'],
  ])('is refused at the line that cannot be taken: %s', async (row, reason) => {
    await expect(merge(await aFolder(), row)).rejects.toThrow(`bourg.csv, ligne 2 : `)
    await expect(merge(await aFolder(), row)).rejects.toThrow(reason)
  })

  it('shows its newest figure with its source, and hides one of few people', () => {
    const bourg = aMetropolis.organisations.find(({ id }) => id === 'bourg')
    const figures = (value: number) => bourg && publishedCommune(bourg, null, { sites: [], observations: [], known, declared: [
      { commune: 'bourg', indicator: 'help-sessions', period: '2025', value: 50, source: 'A' }, { commune: 'bourg', indicator: 'help-sessions', period: '2026', value, source: 'B' }, { commune: 'ville', indicator: 'help-sessions', period: '2027', value: 9, source: 'C' },
    ] }).figures
    expect(figures(80)).toMatchObject([{ value: 80, period: '2026', state: 'declared', source: 'B', perThousandInhabitants: 40 }])
    expect(figures(3)).toMatchObject([{ value: null, state: 'suppressed', perThousandInhabitants: null }])
  })
})
