import type { Artifacts } from '#model/evidence'
import { defineAudit } from '#lib/define'

type Kind = Exclude<keyof Artifacts['contents'], 'opaque'>

const numbered = (theme: number, ...ranks: readonly number[]) => ranks.map((rank) => `${theme}.${rank}`)

/**
 * The criteria of the RGAA 4.1.2 that are about some kinds of content and nothing else. 4.10 is left out: a script may play a sound
 * that no element shows.
 */
const subjects: readonly { kinds: readonly Kind[]; criteria: readonly string[]; message: string }[] = [
  { kinds: ['images'], criteria: numbered(1, 1, 2, 3, 4, 5, 6, 7, 8, 9), message: 'Aucune image sur cette page.' },
  { kinds: ['frames'], criteria: numbered(2, 1, 2), message: 'Aucun cadre sur cette page.' },
  { kinds: ['media', 'drawings'], criteria: numbered(4, 1, 2, 3, 4, 5, 6, 7, 11), message: 'Ni son ni vidéo sur cette page.' },
  { kinds: ['media', 'drawings', 'vectors'], criteria: numbered(4, 8, 9, 12, 13), message: 'Aucun contenu graphique animé ou interactif sur cette page.' },
  { kinds: ['tables'], criteria: numbered(5, 1, 2, 3, 4, 5, 6, 7, 8), message: 'Aucun tableau sur cette page.' },
  { kinds: ['fields'], criteria: numbered(11, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13), message: 'Aucun champ de formulaire sur cette page.' },
  { kinds: ['buttons'], criteria: numbered(11, 9), message: 'Aucun bouton sur cette page.' },
]

const references = subjects.flatMap(({ criteria }) => criteria).map((id) => ({ standard: 'rgaa' as const, id }))

export default defineAudit({
  method: 2,
  unit: 'count',
  needs: ['contents'],
  references,
  text: {
    title: 'Contenus absents de la page',
    failing: 'Ce contrôle ne signale pas d’écart : il dit ce que la page n’a pas.',
    why: 'Un critère dont l’objet n’est nulle part sur la page est sans objet : la personne qui audite n’a pas à le chercher.',
    mend: 'Rien à réparer : ce contrôle prépare la grille d’audit.',
  },
  limits: [
    'La mesure compte les critères sans objet parmi ceux qui parlent d’images, de cadres, de sons et vidéos, de tableaux ou de champs.',
    'Les éléments cachés comptent comme présents. Dans une page qui a un cadre, ou un composant web fermé, rien n’est conclu de ce qu’il peut contenir.',
    'Seul l’état de la page à l’ouverture est lu : ce qui vient après un clic n’est pas vu, ni une image posée par une feuille de styles.',
  ],
  judge({ contents }) {
    // What stands in a frame belongs to the page too (RGAA, definition of a frame's content), and cannot be counted from here.
    const sealed = contents.frames > 0 || contents.opaque > 0
    const absent = sealed ? [] : subjects.filter(({ kinds }) => kinds.every((kind) => contents[kind] === 0))
    return {
      outcome: absent.length > 0 ? 'not-applicable' : 'informative',
      measure: { value: absent.reduce((sum, { criteria }) => sum + criteria.length, 0), unit: 'count' },
      findings: absent.map(({ message, criteria }) => ({ message, references: criteria.map((id) => ({ standard: 'rgaa', id })) })),
    }
  },
})
