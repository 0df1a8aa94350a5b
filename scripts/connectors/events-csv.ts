import { count, day, oneOf, text } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'

const held = { event: 'events.held', awareness: 'awareness.actions', women: 'equality.actions' } as const

/** Events as they were held, with the people who came: what was announced is not an attendance. */
export default defineTable({
  title: 'Évènements et actions de sensibilisation tenus',
  columns: {
    on: day.needed(['date', 'jour', 'date de debut']),
    title: text.needed(['titre', 'evenement', 'intitule', 'action']),
    kind: oneOf(['type', 'categorie'], { event: ['evenement', 'rencontre', 'conference'], awareness: ['sensibilisation', 'action de sensibilisation', 'atelier'], women: ['egalite', 'egalite femmes hommes', 'girls can code'] }),
    participants: count(['participants', 'presents', 'frequentation']),
    girls: count(['participantes', 'filles']),
  },
  identity: ['on', 'title'],
  facts({ on, kind, participants, girls, title }, { at }) {
    if (on > at.slice(0, 10)) return []
    const inYear = { period: yearOf(on) }
    const facts: Fact[] = [{ ...inYear, metric: held[kind ?? 'event'], value: 1 }]
    if (participants !== null) facts.push({ ...inYear, metric: kind === 'awareness' ? 'awareness.participants' : 'events.participants', value: participants })
    if (kind === 'women' && /girls can code/i.test(title)) facts.push(...(girls === null ? [] : [{ ...inYear, metric: 'equality.girls-can-code', value: girls }]))
    return facts
  },
  people: ['events.participants', 'awareness.participants', 'equality.girls-can-code'],
  apart: 'évènements à venir',
})
