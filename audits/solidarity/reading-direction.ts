import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['wording'],
  references: rgaaTests('8.10.1', '8.10.2'),
  text: {
    title: 'Sens de lecture',
    failing: 'Un texte qui se lit de droite à gauche n’est pas annoncé, ou l’est avec une valeur inattendue.',
    why: 'L’ordre des mots, de la ponctuation et des nombres dépend du sens annoncé, à l’écran comme à l’oreille.',
    mend: 'Ajouter dir="rtl" (et lang) sur chaque passage en arabe ou en hébreu.',
  },
  limits: ['Seuls les textes de trois lettres ou plus, en écriture hébraïque, arabe, syriaque, thâna ou n’ko, sont regardés.', 'La valeur « auto » laisse le navigateur deviner : elle est à vérifier.', passIsNoProof],
  judge({ wording: { rightToLeft, rightToLeftCount, otherDirections, directionCount } }) {
    const isAuto = (dir: string | null) => dir?.trim().toLowerCase() === 'auto'
    const isRtl = (dir: string | null) => dir?.trim().toLowerCase() === 'rtl'
    const proven = [
      ...rightToLeft.filter(({ dir }) => !isRtl(dir) && !isAuto(dir)).map(({ selector, text }) => ({ test: '8.10.1', selector, message: `Ce texte se lit de droite à gauche, et rien ne l’annonce (attribut dir) : « ${text.slice(0, 40)} ».` })),
      ...otherDirections.filter(({ dir }) => !isAuto(dir)).map(({ selector, dir }) => ({ test: '8.10.2', selector, message: `La valeur « ${dir} » de l’attribut dir n’est ni ltr ni rtl.` })),
    ]
    const doubtful = otherDirections.filter(({ dir }) => isAuto(dir)).map(({ selector }) => ({ test: '8.10.2', selector, message: 'le sens de lecture est laissé au navigateur (dir="auto").' }))
    return ownVerdict(rightToLeftCount + directionCount > 0, { proven, doubtful })
  },
})
