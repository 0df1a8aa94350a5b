import { z } from 'zod'
import { Commitment, CommitmentStatus, PublishedCommitment } from '#model/commitment'
import { Day, Period, Pillar, Slug, Unit } from '#model/quantity'
import { EvidenceBadge } from '#model/source'
import { t } from '#lib/words/i18n'
import { pillarWords, stateWords, unitWords } from '#lib/open-data/code-words'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

const { plain, coded } = columnsOf<PublishedCommitment>()
const text = z.string().nullable()
const number = z.number().nullable()
const day = Day.nullable()

const columns: Column<PublishedCommitment>[] = [
  plain('promesse', Commitment.shape.id, ({ commitment }) => commitment.id),
  coded('axe', Pillar, pillarWords, ({ commitment }) => commitment.pillar),
  plain('texte', z.string(), ({ commitment }) => commitment.text),
  coded('statut', CommitmentStatus, stateWords, ({ status }) => status),
  plain('regle', PublishedCommitment.shape.rule, ({ rule }) => rule),
  plain('explication', z.string(), ({ because }) => because),
  plain('organisation', Slug, ({ commitment }) => commitment.organisation),
  plain('fonction', z.string(), ({ commitment }) => commitment.function),
  plain('source_titre', z.string(), ({ commitment }) => commitment.source.title),
  plain('source_adresse', text, ({ commitment }) => commitment.source.url ?? null),
  plain('source_le', Period.nullable(), ({ commitment }) => commitment.source.on),
  coded('source_valeur', EvidenceBadge, (badge) => t(`source.${badge}`), ({ commitment }) => commitment.source.evidence),
  plain('indicateur', Slug.nullable(), ({ commitment }) => commitment.indicator),
  plain('depart', number, ({ commitment }) => commitment.baseline?.value ?? null),
  plain('depart_le', day, ({ commitment }) => commitment.baseline?.on ?? null),
  plain('cible', number, ({ commitment }) => commitment.target?.value ?? null),
  coded('cible_sens', z.enum(['at-least', 'at-most']), (sense) => t(`data.target.${sense}`), ({ commitment }) => commitment.target?.direction ?? null),
  plain('echeance', day, ({ commitment }) => commitment.target?.due ?? null),
  plain('valeur', number, ({ current }) => current?.value ?? null),
  plain('borne_basse', number, ({ current }) => current?.low ?? null),
  plain('borne_haute', number, ({ current }) => current?.high ?? null),
  plain('periode', text, ({ current }) => current?.period ?? null),
  coded('unite', Unit, unitWords, ({ current }) => (current === null ? null : Unit.parse(current.unit))),
  plain('tenue_le', day, ({ commitment }) => commitment.doneOn),
  plain('preuves', text, ({ commitment }) => listed(commitment.proof.map(({ title }) => title))),
]

/** Every promise, its status and the rule that decided it. Its changes are in the JSON file. */
export function commitmentTable(commitments: readonly PublishedCommitment[]): OpenTable {
  return openTable('promesses', t('data.file.promises'), columns, () => commitments)
}
