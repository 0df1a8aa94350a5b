import { t } from '#lib/words/i18n'
import { typeset } from '#lib/words/typography'
import type { OpenTable } from '#lib/open-data/table'

/** A table as a list of files tells it; `described`: the paths of the tables that are also a JSON. */
export function fileRow({ path, title, rows }: OpenTable, described: ReadonlySet<string>): { title: string; note: string; links: { label: string; path: string }[] } {
  const csv = { label: t('data.csv'), path: `${path}.csv` }
  return { title: typeset(title), note: t('data.rows', { count: rows.length }), links: described.has(path) ? [csv, { label: t('data.json'), path: `${path}.json` }] : [csv] }
}
