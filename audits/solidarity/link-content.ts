import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['structure'],
  references: rgaaTests('6.2.1'),
  text: {
    title: 'Contenu des liens',
    failing: 'Un lien ne contient ni texte, ni image qui ait un texte de remplacement.',
    why: 'Un lecteur d’écran lit alors l’adresse, ou rien ; et si l’image manque, personne ne sait où mène le lien.',
    mend: 'Écrire un intitulé dans le lien ; pour une image ou un pictogramme, donner un texte de remplacement, ou un texte masqué à l’écran seulement.',
  },
  limits: ['Le RGAA demande un intitulé dans le lien : aria-label ou title seuls ne le remplacent pas.', 'Un lien qui contient un cadre, un lecteur ou un composant illisible de l’extérieur n’est pas jugé.', passIsNoProof],
  judge({ structure: { linkCount, emptyLinks } }) {
    const [shown, empty] = [emptyLinks.filter(({ hiddenText }) => hiddenText !== ''), emptyLinks.filter(({ hiddenText }) => hiddenText === '')]
    const proven = empty.map(({ selector, name }) => ({ test: '6.2.1', selector, message: name.trim() === '' ? 'Ce lien n’a pas d’intitulé.' : `Ce lien n’a pas d’intitulé dans son contenu ; seul un attribut dit « ${name.trim().slice(0, 100)} ».` }))
    const doubtful = shown.map(({ selector, hiddenText }) => ({ test: '6.2.1', selector, message: `le contenu de ce lien, « ${hiddenText.slice(0, 100)} », est caché aux lecteurs d’écran.` }))
    return ownVerdict(linkCount > 0, { proven, doubtful })
  },
})
