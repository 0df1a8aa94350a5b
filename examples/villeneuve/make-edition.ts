/**
 * Writes the edition that Villeneuve froze at the end of June 2026, which nobody did: the town is fictional. Its figures are those that today's
 * publication gives of the periods that were over, but for the two below: one was wrong (errata.yml says so), one was of a year under way.
 * `node examples/villeneuve/make-edition.ts COMPUTED_FOLDER [folder]`, after `trefle pull` and `trefle compute` of the first folder.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { editionName } from '#lib/publish/dated-edition'
import { lastDayOf } from '#lib/time/period'
import { writeAtomically } from '#effects/files/atomic-file'
import { DatedEdition } from '#model/dated-edition'

const at = '2026-06-30T16:00:00Z'
/** Counts that follow from the files of the town alone. */
const kept: ReadonlySet<string> = new Set(['awareness-actions', 'devices-passed-on', 'electronic-waste-traced', 'events-held', 'girls-can-code', 'help-sessions', 'procedure-delay', 'refurbished-purchases', 'reuse-share', 'rights-on-time', 'room-energy', 'solidarity-connections', 'staff-trained'])
const saidThen: Readonly<Record<string, number>> = { 'help-sessions 2026-03': 183, 'staff-trained 2026': 41 }

async function makeEdition(computed: string, folder: string): Promise<string> {
  const today = DatedEdition.parse(JSON.parse(await readFile(join(computed, 'publication', 'edition.json'), 'utf8')))
  const figures = today.figures.flatMap((figure) => {
    const then = saidThen[`${figure.indicator} ${figure.period}`]
    return kept.has(figure.indicator) && (then !== undefined || lastDayOf(figure.period) <= at.slice(0, 10)) ? [{ ...figure, value: then ?? figure.value }] : []
  })
  const name = editionName(at, { figures, factors: {} })
  await writeAtomically(join(folder, 'editions', `${name}.json`), `${JSON.stringify({ schema: today.schema, name, at, factors: {}, figures }, null, 1)}\n`)
  return name
}

const [computed, folder = fileURLToPath(new URL('data', import.meta.url))] = process.argv.slice(2)
if (computed === undefined) throw new Error('Name the computed folder.')
process.stdout.write(`${await makeEdition(computed, folder)}\n`)
