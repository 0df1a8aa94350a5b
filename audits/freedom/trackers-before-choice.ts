import { defineAudit } from '#lib/define'
import { choiceReferences, judgeTrackers } from '../tracker-verdict.ts'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { toVerify: 'count' },
  needs: ['requests'],
  accuses: true,
  references: choiceReferences,
  text: {
    title: 'Traceurs avant tout choix',
    failing: 'Des tiers dont l’usage peut nécessiter un consentement ont été appelés sans rien cliquer.',
    why: 'Personne n’a encore choisi quand la page s’ouvre. Un appel fait à ce moment-là renseigne déjà un tiers sur la visite.',
    mend: 'Ne charger ces services qu’après un accord, ou les remplacer : mesure d’audience réglée selon la recommandation de la CNIL, simples liens de partage, vidéo après un clic.',
  },
  limits: [
    'Une visite, rien de cliqué. Aucune liste ne décide seule : l’usage de chaque tiers vient d’un registre tenu à la main et sourcé.',
    'Un tiers inconnu, une vidéo, une carte, une police ou une bibliothèque sont à vérifier par un humain.',
    'Un outil installé chez la collectivité n’est pas un tiers ; ses cookies sont vus par un autre audit.',
  ],
  judge: ({ requests }, context) => judgeTrackers(requests, context, 'sans rien cliquer'),
})
