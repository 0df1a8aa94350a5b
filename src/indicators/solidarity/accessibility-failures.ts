import { defineIndicator } from '#lib/define'
import { tableOf } from '#lib/measure'
import { bySite, firstVisits, medianOfSites, valueOf } from '#lib/page-sample'

const audit = 'solidarity/axe-failures'

export default defineIndicator({
  method: 1,
  unit: 'count',
  direction: 'down',
  cadence: 'run',
  freshDays: 45,
  references: [{ standard: 'trefle', id: 'SOL-14 (essais automatiques, à part)' }, { standard: 'axe', id: 'axe-core' }, { standard: 'law', id: 'Loi 2005-102, article 47' }],
  reads: { audits: [audit] },
  text: {
    question: 'Rencontre-t-on des obstacles sur nos pages ?',
    title: 'Défauts d’accessibilité prouvés par page',
    answer: 'Défauts d’accessibilité prouvés sur une page ordinaire : {value}, d’après {n} pages testées.',
    says: ['Combien d’éléments d’une page posent un obstacle certain, par exemple une image sans texte de remplacement.'],
    doesNotSay: ['Un taux de conformité RGAA : un robot ne juge qu’une partie des critères.', 'Que zéro défaut veut dire accessible : seul un humain peut le dire.'],
    method: [
      'Le moteur axe-core examine chaque page ouverte ; seuls les échecs certains sont comptés, élément par élément.',
      'Ce qu’il laisse à vérifier par un humain n’est pas compté ici.',
      'On prend la médiane des pages de chaque site, puis la médiane des sites : chaque site a une voix.',
      'Le tableau donne aussi le total de chaque site : la médiane cache une page très abîmée, le total la montre.',
      'Une page qui n’a pas pu être testée n’entre pas dans le calcul ; elle baisse la couverture.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Référent accessibilité numérique',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute(facts) {
    const measure = medianOfSites(facts, { audit, unit: 'count', state: 'measured' })
    if (measure.value === null) return measure
    const totals = tableOf('totals', 'Total des défauts prouvés, par site', [['site', 'Site'], ['failures', 'Défauts prouvés'], ['touched', 'Pages touchées'], ['tested', 'Pages testées']],
      bySite(facts, firstVisits(facts)).map(({ name, pages }) => {
        const values = pages.map((page) => valueOf(page, audit)).filter((value) => value !== null)
        if (values.length === 0) return { site: name, failures: null, touched: null, tested: 0 }
        return { site: name, failures: values.reduce((sum, value) => sum + value, 0), touched: values.filter((value) => value > 0).length, tested: values.length }
      }))
    return { ...measure, breakdowns: [totals, ...measure.breakdowns] }
  },
})
