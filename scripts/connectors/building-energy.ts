import { z } from 'zod'
import { Period, Slug } from '#model/quantity'
import { amount, month, text } from '#effects/tables/column'
import type { Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'
import { fold } from '#effects/tables/csv-french'

const Month = Period.refine((period) => period.length === 7, 'un mois est attendu, par exemple 2024-01')
/** First and last month of the period before, and first month after the change. What lies between is the works. */
const Phases = z.strictObject({ reference: z.strictObject({ from: Month, to: Month }), followUpFrom: Month })
  .refine(({ reference, followUpFrom }) => reference.from <= reference.to && reference.to < followUpFrom, 'la référence finit avant le suivi')
type Phases = z.infer<typeof Phases>

/** Monthly energy of buildings, before and after a change of how they are run, with what explains it: heating degree days and opening hours. */
export default defineTable({
  title: 'Énergie mensuelle de bâtiments, avant et après',
  columns: {
    building: { ...text.needed(['bâtiment', 'équipement', 'site']), read: fold },
    month: month.needed(['mois', 'période']),
    kWh: amount.needed(['énergie (kWh)', 'kWh', 'consommation (kWh)']),
    degreeDays: amount(['DJU', 'degrés-jours']),
    openHours: amount(['heures d’ouverture', 'heures']),
  },
  settings: z.strictObject({
    /** Buildings as the file names them, and as the record does. */
    buildings: z.record(z.string(), Slug),
    phases: Phases,
  }),
  identity: ['building', 'month'],
  facts({ building, month: period, kWh, degreeDays, openHours }, { settings: { buildings, phases } }) {
    const subject = Object.entries(buildings).find(([name]) => fold(name) === building)?.[1]
    if (subject === undefined) return { reason: 'bâtiment inconnu', mend: 'Ajoutez-le à « buildings » dans sources.yml.' }
    if ([kWh, degreeDays, openHours].some((value) => value !== null && value < 0)) return { reason: 'valeur négative', mend: 'Corrigez-la, ou retirez la ligne d’un mois non relevé.' }
    const phase = phaseOf(period, phases)
    if (phase === null) return []
    const fact = { subject, period, dimensions: { phase } }
    const facts: Fact[] = [{ ...fact, metric: 'building.energy', value: kWh, unit: 'kWh' }]
    if (degreeDays !== null) facts.push({ ...fact, metric: 'building.degree-days', value: degreeDays })
    if (openHours !== null) facts.push({ ...fact, metric: 'building.open-hours', value: openHours, unit: 'hour' })
    return facts
  },
  apart: 'mois hors de la référence et du suivi',
})

function phaseOf(period: string, { reference, followUpFrom }: Phases): 'reference' | 'follow-up' | null {
  if (period >= reference.from && period <= reference.to) return 'reference'
  return period >= followUpFrom ? 'follow-up' : null
}
