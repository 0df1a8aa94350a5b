import type { PageRecord } from '#model/result'
import { defineIndicator } from '#lib/define'
import { explainedTable } from '#lib/explain/explained-table'
import { medianOfSites, verdictOf } from '#lib/record/page-sample'

const audit = 'sobriety/page-carbon'
const onFrenchGrid = (page: PageRecord) => verdictOf(page, audit)?.[3].france ?? null

export default defineIndicator({
  method: 1,
  unit: 'g',
  direction: 'down',
  cadence: 'run',
  freshDays: 45,
  theme: 'sites-web',
  references: [{ standard: 'swdm', id: 'v4', url: 'https://sustainablewebdesign.org/calculating-digital-emissions' }],
  reads: { audits: [audit] },
  text: {
    question: 'Combien de carbone pour ouvrir une page ?',
    title: 'Carbone estimé d’une page vue, modèle SWDM v4',
    answer: 'Ouvrir une page ordinaire représente environ {value} d’équivalent CO2, selon le modèle SWDM v4.',
    says: ['Un ordre de grandeur, tiré des octets reçus, avec l’électricité mondiale moyenne.'],
    doesNotSay: ['Une émission mesurée : c’est un modèle, appliqué au poids de la page.', 'Un chiffre à additionner avec EcoIndex ou avec l’empreinte des équipements : ce sont d’autres modèles.'],
    method: [
      'Modèle Sustainable Web Design v4, par la bibliothèque @tgwf/co2, pour une première visite.',
      'La valeur montrée emploie l’électricité mondiale moyenne ; le tableau donne aussi l’électricité française.',
      'On prend la médiane des pages de chaque site, puis la médiane des sites : chaque site a une voix.',
      'Le modèle ne publie pas d’incertitude : la valeur est une estimation, sans intervalle.',
      'Une page qui n’a pas pu être mesurée n’entre pas dans le calcul ; elle baisse la couverture.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Responsable des sites web',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute(facts) {
    const world = medianOfSites(facts, { audit, unit: 'g', state: 'estimated' })
    if (world.value === null) return world
    const france = medianOfSites(facts, { audit, unit: 'g', state: 'estimated', value: onFrenchGrid })
    const grids = explainedTable('by-grid', 'Selon l’électricité employée', [['grid', 'Électricité'], ['median', 'Médiane', 'g']],
      [{ grid: 'Mondiale moyenne', median: world.derivation ?? null }, { grid: 'Française (usage seul)', median: france.derivation ?? null }])
    return { ...world, breakdowns: [grids.table, ...world.breakdowns], rows: [...grids.rows, ...world.rows ?? []] }
  },
})
