import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['reflow'],
  references: rgaaTests('10.11.1'),
  text: {
    title: 'Lecture sur 320 pixels',
    failing: 'Sur 320 pixels de large, il faut faire défiler la page de côté pour lire.',
    why: 'C’est la largeur d’un petit téléphone, et celle d’un grand écran agrandi à 400 % : chaque ligne demande alors deux défilements.',
    mend: 'Retirer les largeurs fixes, laisser les blocs et les longs mots passer à la ligne, et ranger les colonnes l’une sous l’autre.',
  },
  limits: ['Les tableaux, images, cartes, lecteurs et codes peuvent dépasser : le RGAA le permet.', 'Un contenu coupé, que l’on ne peut pas faire défiler, n’est pas vu par ce test.', passIsNoProof],
  judge({ reflow: { wide, scrolls, explained, scrollWidthPx } }) {
    const proven = scrolls ? wide.map(({ selector, rightPx }) => ({ test: '10.11.1', selector, message: `Ce contenu va jusqu’à ${rightPx} pixels dans une fenêtre de 320.` })) : []
    const doubtful = scrolls && !explained && wide.length === 0 ? [{ test: '10.11.1', message: `la page défile de côté (${scrollWidthPx} pixels dans une fenêtre de 320), sans qu’un texte qui dépasse ait été trouvé.` }] : []
    return ownVerdict(true, { proven, doubtful })
  },
})
