import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** How long a sound may play by itself (RGAA 4.10.1, WCAG 1.4.2). */
const soundSeconds = 3
/** How long something may move by itself (RGAA 13.8.1, WCAG 2.2.2). */
const movementSeconds = 5

export default defineAudit({
  method: 2,
  ...ownCheck,
  needs: ['movement'],
  references: rgaaTests('4.10.1', '13.2.1', '13.8.1'),
  text: {
    title: 'Mouvements, sons et fenêtres non demandés',
    failing: 'La page a demandé l’ouverture d’une fenêtre que personne n’avait demandée.',
    why: 'Une fenêtre, un son ou un mouvement imprévu détourne l’attention, couvre le lecteur d’écran et peut rendre la page illisible.',
    mend: 'N’ouvrir une fenêtre, ne lancer un son ou une animation qu’à la demande, et offrir un bouton de pause.',
  },
  limits: ['La page est regardée quelques secondes, sans un clic. Parmi les images, les douze plus grandes sont ouvertes (GIF, WebP, PNG) ; un carrousel est reconnu à son nom, et vu seulement s’il change plusieurs fois pendant ce temps.', 'Un bouton de pause peut avoir un nom que le test ne reconnaît pas : les mouvements et les sons sont des pistes.', passIsNoProof],
  judge({ movement: { openedWindows, animations, media, images = [], slides = [], hasPauseControl } }) {
    const proven = openedWindows.map((address) => ({ test: '13.2.1', message: 'La page a demandé l’ouverture d’une fenêtre sans action de la personne.', ...(/^https?:/.test(address) ? { url: address } : {}) }))
    const spoken = (seconds: number | null) => (seconds === null ? 'sans fin' : `pendant ${Math.round(seconds)} secondes`)
    const long = (seconds: number | null, limit: number) => seconds === null || seconds > limit
    const lasting = (one: (typeof media)[number], limit: number) => (one.loop || long(one.seconds, limit)) && !one.controls && !hasPauseControl
    const doubtful = [
      ...animations.filter(() => !hasPauseControl).map(({ selector, seconds }) => ({ test: '13.8.1', selector, message: `cet élément bouge ${spoken(seconds)}, et aucun bouton de pause n’a été trouvé.` })),
      ...images.filter(({ seconds }) => long(seconds, movementSeconds) && !hasPauseControl).map(({ selector, seconds }) => ({ test: '13.8.1', selector, message: `cette image animée bouge ${spoken(seconds)}, et aucun bouton de pause n’a été trouvé.` })),
      ...slides.filter(() => !hasPauseControl).map(({ selector }) => ({ test: '13.8.1', selector, message: 'ce carrousel change de lui-même, et aucun bouton de pause n’a été trouvé.' })),
      ...media.filter((one) => one.kind === 'video' && lasting(one, movementSeconds)).map(({ selector }) => ({ test: '13.8.1', selector, message: 'cette vidéo part seule, et aucun bouton de pause n’a été trouvé.' })),
      ...media.filter((one) => one.sound && lasting(one, soundSeconds)).map(({ selector }) => ({ test: '4.10.1', selector, message: 'ce son part seul, et aucun moyen de l’arrêter n’a été trouvé.' })),
    ]
    return ownVerdict([openedWindows, animations, media, images, slides].some((seen) => seen.length > 0), { proven, doubtful })
  },
})
