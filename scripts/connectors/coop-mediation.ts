import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { dayOf, lastDayOf, monthsUpTo } from '#lib/time/period'
import { askJson, unexpected, withoutSlash } from '#effects/inventory-tools/ask-json'
import { parsedService } from '#effects/services/service-report'
import type { Fact } from '#effects/tables/fact'

const number = z.number().nonnegative()
const Attributes = z.object({ totaux: z.object({
  activites: z.object({ total: number, individuels: z.looseObject({ total: number }).nullish(), collectifs: z.looseObject({ total: number }).nullish(), demarches: z.looseObject({ total: number }).nullish() }).loose(),
  accompagnements: z.object({ total: number }).loose(),
}).loose() }).loose()
/** The description publishes `data.attributes`; the code of the service has answered `data` alone. */
const Answer = z.union([z.object({ data: z.object({ attributes: Attributes }) }).transform(({ data }) => data.attributes), z.object({ data: Attributes }).transform(({ data }) => data)])
const Kept = z.strictObject({ from: z.string(), months: z.array(z.strictObject({ month: z.string(), sessions: number, activities: number, procedures: number.nullable() })) })

/**
 * Statistics of the Coop de la médiation numérique: totals only, month by month. Never its list of activities, which describes
 * people. Accompaniments are counted, not persons: most are anonymous and may come back. Reply documented, not recorded.
 */
export default defineConnector({
  title: 'Accompagnements, Coop de la médiation numérique',
  settings: z.strictObject({
    url: z.url({ protocol: /^https?$/ }).default('https://coop-numerique.anct.gouv.fr/api/v1'),
    /** Environment variable that holds "identifier:secret". */
    key: z.string().min(1).default('COOP_API_KEY'),
    /** Insee codes of the communes of the sessions; or of departments. */
    communes: z.array(z.string()).min(1).optional(),
    departments: z.array(z.string()).min(1).optional(),
    months: z.int().min(1).max(36).default(12),
  }).refine(({ communes, departments }) => communes !== undefined || departments !== undefined, 'des communes ou des départements sont attendus'),
  async fetch({ url, key, communes, departments, months }, io) {
    const base = `${withoutSlash(url)}/statistiques`
    const where = { ...(communes && { 'filter[communes]': communes.join(',') }), ...(departments && { 'filter[departements]': departments.join(',') }) }
    const seen = []
    for (const month of monthsUpTo(dayOf(io.now()).slice(0, 7), months)) {
      const query = new URLSearchParams({ 'filter[du]': `${month}-01`, 'filter[au]': lastDayOf(month), ...where })
      const answer = Answer.safeParse((await askJson(io, `${base}?${query}`, { headers: { authorization: `Bearer ${io.secret(key)}` } })).value)
      if (!answer.success) throw unexpected(base)
      const { accompagnements, activites } = answer.data.totaux
      seen.push({ month, sessions: accompagnements.total, activities: activites.total, procedures: activites.demarches?.total ?? null })
    }
    return new TextEncoder().encode(JSON.stringify({ from: base, months: seen }))
  },
  parse(raw, _settings, { source, at }) {
    const { from, months } = Kept.parse(JSON.parse(new TextDecoder().decode(raw)))
    const facts: Fact[] = months.flatMap(({ month: period, sessions, activities, procedures }) => [
      { metric: 'help.sessions', period, value: sessions, quality: 'measured' as const }, { metric: 'help.activities', period, value: activities, quality: 'measured' as const },
      ...(procedures === null ? [] : [{ metric: 'help.procedure-sessions', period, value: procedures, quality: 'measured' as const }]),
    ])
    const running = { line: null, message: `Le mois en cours (${at.slice(0, 7)}) n’est pas fini : son total va encore monter.` }
    return parsedService(facts, { source, at, from, lines: months.length, people: ['help.sessions', 'help.procedure-sessions'], notes: months.some(({ month }) => month === at.slice(0, 7)) ? [running] : [] })
  },
})
