import type { IndicatorDefinition } from '#lib/define'
import type { MetricId } from '#model/observation'
import type { Unit } from '#model/quantity'
import { readObservations } from '../record/observations.ts'
import { loadIndicators } from '../territory/discover.ts'

/** An indicator that waits for figures which people can write down, and those that are missing. */
export type MissingFigures = { indicator: string; holder: string; question: string; title: string; howToSupply: string; period: 'month' | 'year'; metrics: { metric: MetricId; unit: Unit }[] }

/** What an inventory or a meter gives device by device, month by month: nobody should copy it by hand. */
const readByTools: readonly MetricId[] = ['fleet.devices', 'energy.room', 'energy.room-alone', 'energy.it', 'building.energy', 'electricity.direct-intensity']

/** Units of the parts of a share, by the subject of the metric; counts otherwise. */
const unitsOfSubjects: Readonly<Record<string, Unit>> = { energy: 'kWh', waste: 'kg', water: 'L' }

function unitOf({ unit, reads }: IndicatorDefinition, metric: MetricId): Unit {
  const [subject = ''] = metric.split('.')
  const isShare = (reads.metrics ?? []).length > 1
  if (!isShare || metric === reads.metrics?.[0] && !['%', 'ratio', 'L/kWh'].includes(unit)) return unit
  return unitsOfSubjects[subject] ?? 'count'
}

/** Indicators some figure of which the record does not hold and people can write, by id. */
export async function missingFigures(dataDir: string): Promise<MissingFigures[]> {
  const [indicators, observations] = await Promise.all([loadIndicators(), readObservations(dataDir)])
  const known = new Set(observations.map(({ metric }) => metric))
  return [...indicators].flatMap(([key, definition]): MissingFigures[] => {
    const { text, cadence, reads } = definition
    const metrics = reads.metrics ?? []
    const missing = metrics.filter((metric) => !known.has(metric))
    if (cadence === 'run' || missing.length === 0 || metrics.some((metric) => readByTools.includes(metric))) return []
    return [{ indicator: key.split('/')[1] ?? key, holder: text.holder, question: text.question, title: text.title, howToSupply: text.howToSupply, period: cadence, metrics: missing.map((metric) => ({ metric, unit: unitOf(definition, metric) })) }]
  })
}
