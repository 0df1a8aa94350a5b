import { defineAudit } from '#lib/define'
import { withoutRefusal } from '../refusal-verdict.ts'
import { choiceReferences, judgeTrackers } from '../tracker-verdict.ts'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { toVerify: 'count' },
  needs: ['requests', 'consent'],
  passes: ['refusal'],
  accuses: true,
  references: choiceReferences,
  text: {
    title: 'Traceurs après un refus',
    failing: 'Après un refus, des tiers dont l’usage peut nécessiter un consentement ont été appelés.',
    why: 'Un refus doit être aussi simple qu’un accord, et suivi d’effet.',
    mend: 'Relier chaque service au bandeau pour qu’un refus empêche son chargement, puis vérifier avec une fenêtre privée.',
  },
  limits: [
    'Sur la page d’accueil : le bandeau est refusé par la règle de son outil quand elle est connue, sinon par le nom de ses boutons, puis la page est chargée de nouveau.',
    'Sans bandeau, sans refus trouvé, ou quand le bandeau revient après le refus, rien n’est jugé.',
  ],
  settled: ({ consent }) => withoutRefusal(consent),
  judge: ({ requests }, context) => judgeTrackers(requests, context, 'après un refus'),
})
