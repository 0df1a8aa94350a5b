import { defineIndicator } from '#lib/define'
import { medianOfSites } from '#lib/record/page-sample'

export default defineIndicator({
  method: 1,
  unit: 'score',
  direction: 'up',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'SOB-10',
  theme: 'sites-web',
  targetStyle: 'ladder',
  formula: 'médiane des sites de la médiane des notes de leurs pages',
  references: [{ standard: 'trefle', id: 'SOB-10' }, { standard: 'ecoindex', id: 'EcoIndex® — collectif Green IT (CNUMR)', url: 'https://ecoindex.fr/comment-ca-marche' }],
  reads: { audits: ['sobriety/ecoindex'] },
  text: {
    question: 'Nos pages sont-elles simples ?',
    title: 'Note EcoIndex médiane des pages publiques',
    answer: 'Une page ordinaire de nos sites obtient {value} sur 100 à EcoIndex, d’après {n} {n, plural, one {page} other {pages}}.',
    says: ['Si la structure, les requêtes et le poids d’une page restent sobres par rapport aux autres pages du web.'],
    doesNotSay: ['Une quantité de carbone : c’est une note, pas une mesure d’émissions.', 'La qualité ou l’utilité de la page.'],
    method: [
      'Note EcoIndex® du collectif Green IT (CNUMR), recalculée d’après sa formule publiée.',
      'Elle dépend du nombre d’éléments de la page, du nombre de requêtes et du poids, dans une fenêtre d’ordinateur.',
      'On prend la médiane des pages de chaque site, puis la médiane des sites : chaque site a une voix.',
      'Une page qui n’a pas pu être mesurée n’entre pas dans le calcul ; elle baisse la couverture.',
      'Changer la méthode, l’écran ou les sites visités coupe la série : on ne compare pas les deux côtés.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Responsable des sites web',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute: (facts) => medianOfSites(facts, { audit: 'sobriety/ecoindex', unit: 'score', state: 'computed' }),
})
