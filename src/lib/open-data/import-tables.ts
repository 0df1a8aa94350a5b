import { z } from 'zod'
import { ImportReport } from '#model/source'
import { t } from '#lib/words/i18n'
import { columnsOf, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

/** What happened to a line of the file: set apart, taken for a copy, or understood with a remark. */
const Fate = z.enum(['rejected', 'duplicate', 'note'])
type LineRow = { report: ImportReport; line: number | null; fate: z.infer<typeof Fate>; message: string | null; mend: string | null; sameAs: number | null }

const text = z.string().nullable()
const lineNumber = z.int().nullable()

const report = columnsOf<ImportReport>()
const reportColumns: Column<ImportReport>[] = [
  report.plain('source', ImportReport.shape.source, ({ source }) => source),
  report.plain('lu_le', ImportReport.shape.at, ({ at }) => at),
  report.plain('lu_dans', z.string(), ({ read }) => read.from),
  report.plain('ecriture', text, ({ read }) => read.encoding ?? null),
  report.plain('separateur', text, ({ read }) => read.separator ?? null),
  report.plain('lignes', z.int(), ({ read }) => read.lines),
  report.plain('gardees', ImportReport.shape.kept, ({ kept }) => kept),
  report.plain('ecartees', z.int(), ({ rejected }) => rejected.length),
  report.plain('doublons', z.int(), ({ duplicates }) => duplicates.length),
  report.plain('remarques', z.int(), ({ notes }) => notes.length),
]

const line = columnsOf<LineRow>()
const lineColumns: Column<LineRow>[] = [
  line.plain('source', ImportReport.shape.source, ({ report }) => report.source),
  line.plain('ligne', lineNumber, ({ line }) => line),
  line.coded('sort', Fate, (fate) => t(`data.fate.${fate}`), ({ fate }) => fate),
  line.plain('message', text, ({ message }) => message),
  line.plain('remede', text, ({ mend }) => mend),
  line.plain('identique_a', lineNumber, ({ sameAs }) => sameAs),
]

const linesOf = (report: ImportReport): LineRow[] => [
  ...report.rejected.map(({ line, reason, mend }) => ({ report, line, fate: 'rejected' as const, message: reason, mend, sameAs: null })),
  ...report.duplicates.map(({ line, sameAs }) => ({ report, line, fate: 'duplicate' as const, message: null, mend: null, sameAs })),
  ...report.notes.map(({ line, message }) => ({ report, line, fate: 'note' as const, message, mend: null, sameAs: null })),
]

/** What each import read and kept, then every line that was set apart or remarked. */
export const importTables = (imports: readonly ImportReport[]): OpenTable[] => [
  openTable('lectures', t('data.file.imports'), reportColumns, () => imports),
  openTable('lectures-lignes', t('data.file.import-lines'), lineColumns, () => imports.flatMap(linesOf)),
]
