import { z } from 'zod'
import { Direction, IndicatorState, type Breakdown, Point, PublishedIndicator } from '#model/indicator'
import { Pillar, Unit } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { pillarWords, qualityWords, unitWords } from '#lib/open-data/code-words'
import { openTable, type OpenTable } from '#lib/open-data/table'

type PointRow = { indicator: PublishedIndicator; point: Point }
const { plain, coded } = columnsOf<PointRow>()
const text = z.string().nullable()

const pointColumns: Column<PointRow>[] = [
  plain('indicateur', PublishedIndicator.shape.id, ({ indicator }) => indicator.id),
  coded('axe', Pillar, pillarWords, ({ indicator }) => indicator.pillar),
  plain('titre', z.string(), ({ indicator }) => indicator.text.title),
  plain('periode', Point.shape.period, ({ point }) => point.period),
  plain('valeur', Point.shape.value, ({ point }) => point.value),
  plain('borne_basse', Point.shape.low, ({ point }) => point.low),
  plain('borne_haute', Point.shape.high, ({ point }) => point.high),
  coded('unite', Unit, unitWords, ({ indicator }) => indicator.unit),
  coded('qualite', IndicatorState, qualityWords, ({ point }) => point.state),
  plain('couverture', Point.shape.coverage, ({ point }) => point.coverage),
  plain('comptes', Point.shape.n, ({ point }) => point.n),
  plain('attendus', Point.shape.denominator, ({ point }) => point.denominator),
  coded('sens', Direction, (direction) => t(`data.direction.${direction}`), ({ indicator }) => indicator.direction),
  plain('methode', Point.shape.method, ({ point }) => point.method),
  plain('rupture_avant', Point.shape.breakBefore, ({ point }) => point.breakBefore),
  plain('base', text, ({ point }) => point.basis ?? null),
  plain('passages', text, ({ point }) => listed(point.inputs.runs)),
  plain('sources', text, ({ point }) => listed(point.inputs.sources)),
  plain('facteurs', text, ({ point }) => listed(point.inputs.factors)),
  plain('manque', text, ({ point }) => listed(point.missing)),
]

/** Every point of the indicators, oldest first. */
export function seriesTable(path: string, title: string, indicators: readonly PublishedIndicator[]): OpenTable {
  return openTable(path, title, pointColumns, () => indicators.flatMap((indicator) => indicator.series.map((point) => ({ indicator, point }))))
}

/** The tables behind an indicator's latest value: columns of their own, each in one unit, written in its head. */
export function breakdownTables({ id, text: { title }, breakdowns }: PublishedIndicator): OpenTable[] {
  return breakdowns.map((breakdown) =>
    openTable(`indicateurs/${id}/${breakdown.id}`, t('data.file.breakdown', { indicator: title, breakdown: breakdown.title }), breakdownColumns(breakdown), () => breakdown.rows))
}

function breakdownColumns({ columns, rows }: Breakdown): Column<Breakdown['rows'][number]>[] {
  return columns.map(({ key, label, unit }) => ({
    field: {
      name: unit === undefined || unit === 'count' || unit === 'ratio' ? label : t('table.head', { label, unit: unitWords(unit) }),
      meaning: label,
      kind: rows.some((row) => typeof row[key] === 'string') ? 'string' : 'number',
    },
    cell: (row) => row[key] ?? null,
  }))
}
