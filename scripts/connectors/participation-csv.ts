import { count, period, text } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { newestOfYear } from '#effects/tables/stock'
import { defineTable } from '#effects/tables/table-connector'

const counts = {
  opened: 'participation.opened', closed: 'participation.closed', answered: 'participation.answered', contributions: 'participation.contributions',
  signatures: 'participation.signatures', onlineAndOnSite: 'participation.online-and-on-site',
} as const
const isWhole = (object: string | null): boolean => object === null || /^(tous|toutes|total|plateforme|ensemble)$/i.test(object)

/**
 * Totals of a participation platform, month by month or year by year, as its administrator exports them: no account is read.
 * People are distinct within the period of their line only: twelve months do not add up to a year, so that `participation.active`
 * comes from the lines of a whole year.
 */
export default defineTable({
  title: 'Participation citoyenne, totaux de la plateforme (CSV, Excel, ODS)',
  columns: {
    period: period.needed(['periode', 'mois', 'annee']),
    object: text(['objet', 'espace', 'type']),
    opened: count(['nb_ouverts', 'consultations ouvertes', 'ouverts']),
    closed: count(['nb_clos', 'consultations closes', 'clos']),
    answered: count(['nb_reponses_publiees', 'reponses publiees']),
    active: count(['nb_participants_distincts', 'participants distincts', 'participants']),
    subscribers: count(['nb_inscrits', 'inscrits', 'abonnes', 'comptes']),
    contributions: count(['nb_contributions', 'contributions']),
    signatures: count(['nb_signatures', 'signatures']),
    onlineAndOnSite: count(['nb_en_ligne_et_sur_place', 'en ligne et sur place']),
  },
  identity: ['period', 'object'],
  facts(record) {
    if ((record.answered ?? 0) > (record.closed ?? Infinity)) return { reason: 'plus de réponses publiées que de consultations closes', mend: 'Comptez, parmi les consultations closes dans la période, celles dont la réponse est publiée.' }
    const facts: Fact[] = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((id) => {
      const value = record[id]
      return value === null ? [] : [{ metric: counts[id], period: record.period, value }]
    })
    if (record.subscribers !== null && isWhole(record.object)) facts.push({ metric: 'participation.subscribers', period: record.period, value: record.subscribers })
    if (record.active !== null) facts.push(activeFact(record.active, record.period, record.object))
    return facts
  },
  after: (observations) => newestOfYear(observations, ['participation.subscribers']),
  people: ['participation.active', 'participation.active-in-month', 'participation.active-in-space', 'participation.subscribers'],
  apart: 'lignes sans aucun total',
})

function activeFact(value: number, on: string, object: string | null): Fact {
  if (!isWhole(object)) return { metric: 'participation.active-in-space', period: on, value, dimensions: { space: object ?? '' } }
  return { metric: on === yearOf(on) ? 'participation.active' : 'participation.active-in-month', period: on, value }
}
