import { defineAudit } from '#lib/define'
import { judgeStorage } from '../cookie-verdict.ts'
import { withoutRefusal } from '../refusal-verdict.ts'
import { choiceReferences } from '../tracker-verdict.ts'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { toVerify: 'count', stored: 'count' },
  needs: ['cookies', 'storage', 'consent'],
  passes: ['refusal'],
  accuses: true,
  references: choiceReferences,
  text: {
    title: 'Cookies après un refus',
    failing: 'Après un refus, des cookies dont l’usage peut nécessiter un consentement sont présents.',
    why: 'Un refus doit être aussi simple qu’un accord, et suivi d’effet.',
    mend: 'Empêcher le dépôt avant le choix, et effacer au refus ce qui aurait été déposé.',
  },
  limits: [
    'Sur la page d’accueil : le bandeau est refusé par la règle de son outil quand elle est connue, sinon par le nom de ses boutons, puis la page est chargée de nouveau.',
    'Sans bandeau, sans refus trouvé, ou quand le bandeau revient après le refus, rien n’est jugé.',
  ],
  settled: ({ consent }) => withoutRefusal(consent),
  judge: ({ cookies, storage }, context) => judgeStorage(cookies, storage, context, 'après un refus'),
})
