import { z } from 'zod'
import { PublishedAudit } from '#model/publication'
import { Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { pillarWords, unitWords } from '#lib/open-data/code-words'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

const { plain, coded } = columnsOf<PublishedAudit>()
const text = z.string().nullable()

const columns: Column<PublishedAudit>[] = [
  plain('controle', PublishedAudit.shape.id, ({ id }) => id),
  coded('axe', PublishedAudit.shape.pillar, pillarWords, ({ pillar }) => pillar),
  plain('titre', z.string(), ({ text }) => text.title),
  plain('methode', PublishedAudit.shape.method, ({ method }) => method),
  coded('unite', Unit, unitWords, ({ unit }) => unit),
  plain('signale', z.string(), ({ text }) => text.failing),
  plain('pourquoi', z.string(), ({ text }) => text.why),
  plain('remede', z.string(), ({ text }) => text.mend),
  plain('limites', text, ({ limits }) => listed(limits)),
  plain('references', text, ({ references }) => listed(references.map(({ standard, id }) => `${standard} ${id}`))),
]

/** The controls: what each looks at, why, how to mend. */
export const auditTable = (audits: readonly PublishedAudit[]): OpenTable => openTable('controles', t('data.file.audits'), columns, () => audits)
