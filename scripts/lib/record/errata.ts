import { join } from 'node:path'
import { ErrataFile, ErratumLine, type Erratum } from '#model/dated-edition'
import { canonical } from '#lib/record/canonical'
import { UsageError } from '../command/errors.ts'
import { appendLines, readLines } from '../files/jsonl.ts'
import { readYaml } from '../files/yaml-file.ts'

/**
 * The errata of a territory, newest first, and what to call once they are published. Throws a UsageError for one that names no indicator,
 * shares its id, or was published otherwise before: an erratum is never taken back in silence.
 */
export async function readErrata(dataDir: string, indicators: ReadonlySet<string>, at: string): Promise<{ errata: Erratum[]; keep: () => Promise<void> }> {
  const ledger = join(dataDir, 'errata.jsonl')
  const file = await readYaml(join(dataDir, 'errata.yml'), ErrataFile)
  const errata = file?.value.errata ?? []
  const seen = new Set<string>()
  for (const [index, { id, indicator, also }] of errata.entries()) {
    const stranger = [indicator, ...also.map((other) => other.indicator)].find((named) => !indicators.has(named))
    if (file && stranger !== undefined) throw file.refuse(['errata', index, 'indicator'], `« ${stranger} » n’existe pas dans les indicateurs de Trèfle`, 'Prenez le nom qui est dans l’adresse de sa page : /indicateurs/<nom>/.')
    if (file && seen.has(id)) throw file.refuse(['errata', index, 'id'], `l’identifiant « ${id} » est déjà pris`, 'Donnez à chacun un identifiant différent.')
    seen.add(id)
  }
  const { values: published, torn } = await readLines(ledger, ErratumLine)
  if (torn) throw new UsageError(`${torn.file}, ligne ${torn.line} : la dernière ligne est coupée.`, 'Reprenez ce fichier dans l’historique git.')
  for (const { at: _at, ...line } of published) {
    if (errata.some((erratum) => canonical(erratum) === canonical(line))) continue
    throw new UsageError(`errata.yml : l’erratum « ${line.id} », déjà publié, a changé ou a disparu.`, 'Remettez-le tel qu’il était : un erratum qui se trompe se corrige par un autre.')
  }
  const fresh = errata.filter(({ id }) => !published.some((line) => line.id === id))
  return {
    errata: errata.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)),
    keep: async () => { if (fresh.length > 0) await appendLines(ledger, fresh.map((erratum) => ErratumLine.parse({ ...erratum, at }))) },
  }
}
