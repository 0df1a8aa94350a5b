import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { dayOf } from '#lib/time/period'
import type { Source } from '#model/source'
import { lastImport } from '../record/observations.ts'

/**
 * The day of the latest inventory of a source that the record holds for the year of `day`, when it is later than that day; null otherwise.
 * The last one of a year speaks for it: loading an earlier one again must not take back what the later corrected.
 */
export async function laterInventory(dataDir: string, { id, settings }: Pick<Source, 'id' | 'settings'>, day: string): Promise<string | null> {
  const past = globSync(`imports/${id}/*.json`, { cwd: dataDir }).map((name) => basename(name, '.json'))
  const last = await lastImport(dataDir, id)
  const current = last === null ? [] : [typeof settings.asOf === 'string' ? settings.asOf : dayOf(last.at)]
  return [...past, ...current].filter((known) => known.startsWith(day.slice(0, 4)) && known > day).sort().at(-1) ?? null
}
