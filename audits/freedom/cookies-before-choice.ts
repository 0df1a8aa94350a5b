import { defineAudit } from '#lib/define'
import { judgeStorage } from '../cookie-verdict.ts'
import { choiceReferences } from '../tracker-verdict.ts'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { toVerify: 'count', stored: 'count' },
  needs: ['cookies', 'storage'],
  accuses: true,
  references: [...choiceReferences, { standard: 'cnil', id: 'Mesure d’audience, 4 juillet 2025', url: 'https://www.cnil.fr/fr/node/167364' }],
  text: {
    title: 'Cookies avant tout choix',
    failing: 'Des cookies ou des données dont l’usage peut nécessiter un consentement ont été déposés sans rien cliquer.',
    why: 'Un cookie durable peut reconnaître une personne d’une visite à l’autre. Elle doit pouvoir choisir avant.',
    mend: 'Ne déposer ces cookies qu’après un accord ; régler l’outil de mesure selon la recommandation de la CNIL et limiter sa durée à 13 mois.',
  },
  limits: [
    'Les valeurs ne sont jamais lues ni gardées : seuls le nom, la longueur et la durée comptent.',
    'Le réglage d’un outil de mesure (adresse IP masquée, durée de conservation) ne se voit pas de l’extérieur : il reste à vérifier.',
    'Un nom inconnu n’est jamais un écart : durable et long, il est à vérifier ; sinon il est donné pour information.',
  ],
  judge: ({ cookies, storage }, context) => judgeStorage(cookies, storage, context, 'sans rien cliquer'),
})
