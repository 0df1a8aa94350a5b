import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['textSpacing'],
  references: rgaaTests('10.12.1'),
  text: {
    title: 'Espacement du texte',
    failing: 'Un texte plus espacé est coupé, ou en couvre un autre.',
    why: 'Des personnes dyslexiques ou malvoyantes écartent les lettres, les mots et les lignes pour lire.',
    mend: 'Donner aux blocs une hauteur minimale plutôt que fixe, et laisser le texte passer à la ligne.',
  },
  limits: ['Les quatre espacements du RGAA sont appliqués, puis les textes coupés ou superposés, qui ne l’étaient pas avant, sont cherchés.', 'Ce sont des pistes : le texte peut être repris ailleurs.', passIsNoProof],
  judge({ textSpacing: { texts, clipped, overlapping } }) {
    return ownVerdict(texts > 0, { doubtful: [
      ...clipped.map(({ selector, text }) => ({ test: '10.12.1', selector, message: `ce texte est coupé quand il est plus espacé : « ${text.slice(0, 60)} ».` })),
      ...overlapping.map(({ selector, text, other }) => ({ test: '10.12.1', selector, message: `deux textes se couvrent quand ils sont plus espacés : « ${text.slice(0, 60)} » et « ${other.slice(0, 60)} ».` })),
    ] })
  },
})
