import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Valid HTML that the RGAA's list names all the same: dimensions of players and frames, length of a text field. */
const tolerated: Readonly<Record<string, readonly string[]>> = { width: ['iframe', 'input', 'source', 'video'], height: ['iframe', 'input', 'source', 'video'], size: ['input'] }

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['markup'],
  references: rgaaTests('10.1.1', '10.1.2'),
  text: {
    title: 'Présentation écrite dans le code',
    failing: 'Des balises ou des attributs de présentation sont écrits dans le code.',
    why: 'Ce que le code fixe, une personne ne peut pas l’adapter : couleurs, tailles et alignements doivent pouvoir être remplacés.',
    mend: 'Remplacer ces balises et ces attributs par la feuille de style du site.',
  },
  limits: ['Seuls les éléments affichés sont regardés ; l’intérieur des dessins SVG et les composants propres au site ne le sont pas.', 'Les dimensions d’une vidéo ou d’un cadre, valides en HTML5, sont à vérifier.', passIsNoProof],
  judge({ markup: { presentational, html5 } }) {
    const sights = presentational.filter(({ element, attribute }) => !(element === 'u' && attribute === null && html5)).map(({ selector, element, attribute }) => ({
      doubtful: attribute !== null && (tolerated[attribute]?.includes(element) ?? false),
      test: attribute === null ? '10.1.1' : '10.1.2', selector,
      words: attribute === null ? `la balise ${element} sert à la présentation.` : `l’attribut ${attribute} de la balise ${element} sert à la présentation.`,
    }))
    const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
    const proven = sights.filter((sight) => !sight.doubtful).map(({ test, selector, words }) => ({ test, selector, message: capital(words) }))
    const doubtful = sights.filter((sight) => sight.doubtful).map(({ test, selector, words }) => ({ test, selector, message: words }))
    return ownVerdict(true, { proven, doubtful })
  },
})
