import { z } from 'zod'
import { EvidenceBadge } from '#model/source'
import { StatedFigure } from '#model/stated-figure'
import type { PublishedDocuments } from '#model/publication'
import { Slug, Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { unitWords } from '#lib/open-data/code-words'
import { columnsOf, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

type Row = Pick<StatedFigure, 'id' | 'label' | 'stated' | 'value' | 'unit' | 'period' | 'source'> & {
  evidence: EvidenceWord | null; beside: string | null; doubt: string | null; caveat: string | null
}
type EvidenceWord = z.infer<typeof EvidenceBadge>
const { plain, coded } = columnsOf<Row>()
const text = z.string().nullable()

const columns: Column<Row>[] = [
  plain('chiffre', Slug, ({ id }) => id),
  plain('libelle', z.string(), ({ label }) => label),
  plain('ecrit', z.string(), ({ stated }) => stated),
  plain('valeur', z.number(), ({ value }) => value),
  coded('unite', Unit, unitWords, ({ unit }) => unit),
  plain('periode', text, ({ period }) => period),
  plain('document', Slug, ({ source }) => source),
  coded('source_valeur', EvidenceBadge, (badge) => t(`source.${badge}`), ({ evidence }) => evidence),
  plain('a_cote_de', text, ({ beside }) => beside),
  plain('doute', text, ({ doubt }) => doubt),
  plain('remarque', text, ({ caveat }) => caveat),
]

/** Every figure that a document states, and under each those that stand beside it. */
export function statedTable({ documents, figures }: Pick<PublishedDocuments, 'documents' | 'figures'>): OpenTable {
  const worth = new Map(documents.map(({ id, evidence }) => [id, evidence]))
  const rows = figures.flatMap((figure): Row[] => [
    { ...figure, evidence: worth.get(figure.source) ?? null, beside: null, doubt: figure.doubt ?? null, caveat: figure.caveat ?? figure.notShown ?? null },
    ...figure.beside.map((other) => ({ ...other, id: figure.id, evidence: worth.get(other.source) ?? null, beside: figure.id, doubt: null, caveat: null })),
  ])
  return openTable('chiffres-cites', t('data.file.stated'), columns, () => rows)
}
