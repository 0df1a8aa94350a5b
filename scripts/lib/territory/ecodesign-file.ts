import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EcodesignFile, RgesnGrid, type DeclaredCriterion } from '#model/rgesn'
import { readYaml } from '../files/yaml-file.ts'

const gridPath = fileURLToPath(new URL('../../../datasets/rgesn/criteria-2024.json', import.meta.url))

/** What ecodesign.yml says of each criterion; none without the file. Throws a UsageError for a criterion that the RGESN does not have, or answered twice. */
export async function readEcodesign(dataDir: string): Promise<DeclaredCriterion[]> {
  const file = await readYaml(join(dataDir, 'ecodesign.yml'), EcodesignFile)
  if (file === null) return []
  const { themes } = RgesnGrid.parse(JSON.parse(await readFile(gridPath, 'utf8')))
  const waiting = new Set(themes.flatMap(({ criteria }) => criteria.map(({ number }) => number)))
  const known = new Set(waiting)
  for (const [index, { criterion }] of file.value.criteria.entries()) {
    if (waiting.delete(criterion)) continue
    throw known.has(criterion)
      ? file.refuse(['criteria', index, 'criterion'], `le critère ${criterion} a déjà une réponse`, 'Gardez une réponse par critère : la plus récente.')
      : file.refuse(['criteria', index, 'criterion'], `le RGESN de 2024 n’a pas de critère ${criterion}`, 'Ses 78 critères sont sur la page « Écoconception » du tableau de bord.')
  }
  return file.value.criteria
}
