import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEcodesign } from '#effects/territory/ecodesign-file'

function folderWith(criteria: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'trefle-ecodesign-'))
  writeFileSync(join(folder, 'ecodesign.yml'), `criteria:\n${criteria.map((criterion) => `  - { criterion: "${criterion}", state: met, reason: Une preuve., on: 2026-09-14 }\n`).join('')}`)
  return folder
}

describe('ecodesign.yml', () => {
  it('is not needed', async () => expect(await readEcodesign(mkdtempSync(join(tmpdir(), 'trefle-ecodesign-')))).toEqual([]))

  it('answers criteria by their numbers', async () => expect((await readEcodesign(folderWith(['8.1', '4.10']))).map(({ criterion }) => criterion)).toEqual(['8.1', '4.10']))

  it('is refused at its line for a criterion that the RGESN does not have, or that is answered twice', async () => {
    await expect(readEcodesign(folderWith(['8.1', '8.11']))).rejects.toThrow('ecodesign.yml, ligne 3, criteria[2].criterion : le RGESN de 2024 n’a pas de critère 8.11')
    await expect(readEcodesign(folderWith(['8.1', '8.1']))).rejects.toThrow('ecodesign.yml, ligne 3, criteria[2].criterion : le critère 8.1 a déjà une réponse')
  })
})
