import { z } from 'zod'
import { ChangeCause, EditionChange, EditionFigure, Erratum, type PublishedEdition, type PublishedErratum } from '#model/dated-edition'
import { IndicatorState } from '#model/indicator'
import { Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { qualityWords, unitWords } from '#lib/open-data/code-words'
import { figuresSince } from '#lib/publish/dated-edition'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

type Row = ReturnType<typeof figuresSince>[number]
const { plain, coded } = columnsOf<Row>()
const columns: Column<Row>[] = [
  plain('indicateur', EditionFigure.shape.indicator, ({ figure }) => figure.indicator),
  plain('periode', EditionFigure.shape.period, ({ figure }) => figure.period),
  plain('valeur', EditionFigure.shape.value, ({ figure }) => figure.value),
  plain('borne_basse', EditionFigure.shape.low, ({ figure }) => figure.low),
  plain('borne_haute', EditionFigure.shape.high, ({ figure }) => figure.high),
  coded('unite', Unit, unitWords, ({ figure }) => figure.unit),
  coded('qualite', IndicatorState, qualityWords, ({ figure }) => figure.state),
  plain('methode', EditionFigure.shape.method, ({ figure }) => figure.method),
  plain('base', z.string().nullable(), ({ figure }) => figure.basis ?? null),
  plain('valeur_actuelle', EditionChange.shape.is, ({ figure, change }) => (change ? change.is : figure.value)),
  coded('cause', ChangeCause, (cause) => t(`dated.cause.${cause}`), ({ change }) => change?.cause ?? null),
  plain('precisions', z.string().nullable(), ({ change }) => listed(change?.names ?? [])),
]

/** Every figure of a frozen edition, and what it reads today. */
export const editionTable = (edition: PublishedEdition): OpenTable =>
  openTable(`editions/${edition.name}`, t('data.file.edition', { name: edition.name }), columns, () => figuresSince(edition))

const erratum = columnsOf<PublishedErratum>()
const erratumColumns: Column<PublishedErratum>[] = [
  erratum.plain('erratum', Erratum.shape.id, ({ id }) => id),
  erratum.plain('publie_le', Erratum.shape.on, ({ on }) => on),
  erratum.plain('indicateur', Erratum.shape.indicator, ({ indicator }) => indicator),
  erratum.plain('periode', Erratum.shape.period, ({ period }) => period),
  erratum.plain('valeur_dite', Erratum.shape.said, ({ said }) => said),
  erratum.plain('valeur', Erratum.shape.is, ({ is }) => is),
  erratum.coded('unite', Unit, unitWords, ({ unit }) => unit),
  erratum.plain('motif', Erratum.shape.why, ({ why }) => why),
]

/** What was published and was wrong. */
export const erratumTable = (errata: readonly PublishedErratum[]): OpenTable => openTable('errata', t('data.file.errata'), erratumColumns, () => errata)
