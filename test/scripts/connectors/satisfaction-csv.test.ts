import { expect, it } from 'vitest'
import connector from '#connectors/satisfaction-csv'
import { count, values } from './counted.ts'

it('means weigh each answer once, out of 10, and the mark of one procedure is hidden under a hundred answers', () => {
  const read = count(connector, 'Période;Démarche;Note;Nb avis;Clarté;Commentaire\n2026;Carte de cantine;4;150;3;Aliénor\n03/2026;Carte de cantine;5;50;;\n2026;Stationnement;1;99;;\n', { highestMark: 5 })
  expect(values(read)).toEqual({
    'procedures.answers 2026': 299, 'procedures.satisfaction 2026': 6.348, 'procedures.clarity 2026': 6, 'procedures.clarity-answers 2026': 150,
    'procedures.answers-each 2026 Carte de cantine': 200, 'procedures.satisfaction-each 2026 Carte de cantine': 8.5,
  })
  expect(JSON.stringify(read)).not.toContain('Aliénor')
})
it('a mark out of the scale is refused', () => {
  expect(count(connector, 'date;note\n2026;8\n', { highestMark: 5 }).report.rejected).toHaveLength(1)
})
