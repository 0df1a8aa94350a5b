import { defineAudit } from '#lib/define'
import { ownCheck, ownVerdict, passIsNoProof, rgaaTests } from '../own-check.ts'

/** Office files published before that day are exempt, unless a procedure needs them (décret 2019-768). */
const exemptBefore = '2018-09-23'

export default defineAudit({
  method: 1,
  ...ownCheck,
  needs: ['downloads'],
  references: rgaaTests('13.3.1'),
  text: {
    title: 'Fichiers PDF à télécharger',
    failing: 'Un fichier PDF n’est pas balisé.',
    why: 'Sans balises, un lecteur d’écran ne trouve ni titres, ni listes, ni tableaux, ni ordre de lecture.',
    mend: 'Exporter le PDF avec ses balises depuis le logiciel d’origine, indiquer sa langue et son titre, ou offrir la même information dans une page.',
  },
  limits: [
    'Trois fichiers de la page au plus sont ouverts, de 3 Mo au plus ; ils sont nommés, les autres non.',
    'Une version accessible peut être offerte à côté : une personne doit le dire.',
    'Des balises présentes ne disent pas que le document est accessible. Les fichiers d’avant le 23 septembre 2018 sont laissés de côté.',
  ],
  judge({ downloads: { files } }) {
    const concerned = files.filter(({ on }) => on === null || on >= exemptBefore)
    const doubtful = concerned.flatMap(({ address, selector, tagged, language, title }) => {
      const lacks = [...(tagged === false ? ['balises'] : []), ...(tagged === true && !language ? ['langue'] : []), ...(tagged === true && !title ? ['titre'] : [])]
      return lacks.length === 0 ? [] : [{ test: '13.3.1', selector, url: address, message: `ce fichier PDF n’a pas de ${lacks.join(' ni de ')}.` }]
    })
    return ownVerdict(concerned.some(({ tagged }) => tagged !== null), { doubtful })
  },
})
