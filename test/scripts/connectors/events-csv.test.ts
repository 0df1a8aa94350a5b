import { expect, it } from 'vitest'
import connector from '#connectors/events-csv'
import { count, values } from './counted.ts'

it('events that were held are counted by kind; what is announced, or written twice, is not', () => {
  const read = count(connector, `Date;Titre;Type;Participants;Participantes
17/06/2026;Semaine du numérique;Évènement;120;
18/06/2026;Éteindre;Sensibilisation;30;
06/07/2026;Girls can code !;Égalité;23;23
06/07/2026;Girls can code !;Égalité;23;23
01/12/2026;À venir;Évènement;900;
`)
  expect(values(read)).toEqual({ 'events.held 2026': 1, 'events.participants 2026': 143, 'awareness.actions 2026': 1, 'awareness.participants 2026': 30, 'equality.actions 2026': 1, 'equality.girls-can-code 2026': 23 })
  expect(read.report).toMatchObject({ duplicates: [{ line: 5, sameAs: 4 }], kept: 3 })
})
