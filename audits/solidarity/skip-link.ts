import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Stops before the content under which nobody gains by skipping. */
const fewStops = 3

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['keyboard'],
  references: rgaaTests('12.7.1', '12.7.2'),
  text: {
    title: 'Lien vers le contenu',
    failing: 'Le lien qui doit mener au contenu n’y mène pas.',
    why: 'Au clavier, il évite de traverser tout l’en-tête à chaque page.',
    mend: 'Placer en premier un lien « Aller au contenu », visible quand il a le focus, vers l’identifiant de la balise main.',
  },
  limits: ['Le lien est cherché parmi les trois premiers arrêts de la touche Tab ; un lien placé ailleurs est à vérifier.', 'Une page dont le contenu vient presque tout de suite n’est pas concernée.', passIsNoProof],
  judge({ keyboard: { skipLink, stopsBeforeMain, ended } }) {
    if (skipLink === null) {
      const missing = stopsBeforeMain !== null && stopsBeforeMain > fewStops && ended !== 'frame'
      return ownVerdict(missing, { doubtful: [{ test: '12.7.1', message: 'aucun lien vers le contenu n’a été trouvé parmi les trois premiers arrêts de la touche Tab.' }] })
    }
    const { selector, text, targetFound, shown, moves } = skipLink
    const at = (message: string) => ({ test: '12.7.2', selector, message })
    const proven = !targetFound ? [at(`Le lien « ${text} » vise un endroit qui n’existe pas dans la page.`)] : moves === false ? [at(`Après le lien « ${text} », la touche Tab ne mène pas au contenu visé.`)] : []
    const doubtful = [
      ...(shown ? [] : [at(`le lien « ${text} » ne paraît pas à l’écran quand il a le focus.`)]),
      ...(moves === null && targetFound ? [at(`après le lien « ${text} », aucun élément n’a reçu le focus.`)] : []),
    ]
    return ownVerdict(true, { proven, doubtful })
  },
})
