import { defineIndicator } from '#lib/define'
import { medianOfSites } from '#lib/record/page-sample'

export default defineIndicator({
  method: 1,
  unit: 'score',
  direction: 'up',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'LIB-13',
  theme: 'securite',
  targetStyle: 'ladder',
  formula: 'médiane des notes des pages d’accueil',
  references: [{ standard: 'trefle', id: 'LIB-13' }, { standard: 'observatory', id: 'MDN HTTP Observatory' }],
  reads: { audits: ['freedom/security-headers'] },
  text: {
    question: 'Nos sites protègent-ils leurs visiteurs ?',
    title: 'Note médiane des en-têtes de sécurité des pages d’accueil',
    answer: 'Un site ordinaire obtient {value} pour ses protections visibles, d’après {n} {n, plural, one {page d’accueil} other {pages d’accueil}}.',
    says: ['Si les sites demandent au navigateur de bloquer les contenus non prévus et de rester en connexion chiffrée.'],
    doesNotSay: ['Si un site est sûr : on ne voit que les réglages que tout visiteur reçoit.', 'Une faille : Trèfle n’en cherche pas et n’en publie pas.'],
    method: [
      'Barème publié de MDN HTTP Observatory, appliqué aux en-têtes de la page d’accueil.',
      'La note part de 100 ; chaque réglage absent retire des points, les meilleurs en ajoutent.',
      'On prend la médiane des sites : un très bon site ne compense pas un site sans protection.',
      'Une page d’accueil qui n’a pas pu être ouverte n’entre pas dans le calcul ; elle baisse la couverture.',
      'Changer la méthode ou les sites visités coupe la série : on ne compare pas les deux côtés.',
    ],
    perimeter: 'Pages d’accueil des sites déclarés',
    holder: 'Responsable de la sécurité des systèmes d’information',
    howToSupply: 'Déclarer la page d’accueil de chaque site dans sites.yml (rôle « home »), puis lancer « trefle audit ».',
  },
  compute: (facts) => medianOfSites(facts, { audit: 'freedom/security-headers', unit: 'score', state: 'computed', keep: ({ role }) => role === 'home' }),
})
