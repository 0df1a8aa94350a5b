import { defineIndicator } from '#lib/define'
import { medianOfSites } from '#lib/record/page-sample'

export default defineIndicator({
  method: 1,
  unit: 'B',
  direction: 'down',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'SOB-11',
  theme: 'sites-web',
  targetStyle: 'watch',
  formula: 'médiane des sites de la médiane des octets transférés, première visite',
  references: [{ standard: 'trefle', id: 'SOB-11' }, { standard: 'rgesn', id: 'Frontend' }],
  reads: { audits: ['sobriety/page-weight'] },
  text: {
    question: 'Nos pages sont-elles légères ?',
    title: 'Poids médian d’une page à la première visite',
    answer: 'Une page ordinaire de nos sites pèse {value}, d’après {n} {n, plural, one {page visitée} other {pages visitées}}.',
    says: ['Ce qu’un ordinateur télécharge pour ouvrir une page de nos sites la première fois.'],
    doesNotSay: ['Ce que pèse une deuxième visite, souvent plus légère.', 'Quelles pages les habitants ouvrent le plus : nous ne comptons pas les visites.'],
    method: [
      'Un navigateur ouvre chaque page sans cache, attend, défile jusqu’en bas, et compte les octets reçus.',
      'On prend la médiane des pages de chaque site, puis la médiane des sites : chaque site a une voix.',
      'Sans cela, un site qui déclare beaucoup de pages parlerait pour tous les autres.',
      'Une page qui n’a pas pu être mesurée n’entre pas dans le calcul ; elle baisse la couverture.',
      'Changer la méthode, l’écran ou les sites visités coupe la série : on ne compare pas les deux côtés.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Responsable des sites web',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute: (facts) => medianOfSites(facts, { audit: 'sobriety/page-weight', unit: 'B', state: 'measured' }),
})
