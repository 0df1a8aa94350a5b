import type { PageRecord } from '#model/result'
import { defineIndicator } from '#lib/define'
import { derive } from '#lib/explain/derivation'
import { countBounds, explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'
import { bySite, firstVisits, runsOf, siteCount, verdictOf, visitStep } from '#lib/record/page-sample'

const audit = 'solidarity/accessibility-mention'

/** What the first home page that could be judged said. */
function mentionOf(pages: readonly PageRecord[]) {
  const [seen] = pages.flatMap((page) => {
    const outcome = verdictOf(page, audit)?.[0]
    return outcome === undefined ? [] : [{ outcome, step: visitStep(page, audit, outcome === 'pass' ? 1 : 0, outcome === 'pass' ? 'mention trouvée' : 'mention non trouvée') }]
  })
  return seen ?? { outcome: null, step: null }
}

export default defineIndicator({
  method: 1,
  unit: 'count',
  direction: 'up',
  cadence: 'run',
  freshDays: 45,
  theme: 'accessibilite',
  references: [{ standard: 'law', id: 'Loi 2005-102, article 47' }, { standard: 'law', id: 'Décret 2019-768' }, { standard: 'rgaa', id: '4.1.2' }],
  reads: { audits: [audit] },
  text: {
    question: 'Nos sites disent-ils s’ils sont accessibles ?',
    title: 'Sites dont la page d’accueil affiche la mention d’accessibilité',
    counted: '{n, plural, one {site} other {sites}}',
    answer: 'La mention d’accessibilité a été trouvée sur {value} {value, plural, one {site} other {sites}}, pour {n} {n, plural, one {examiné} other {examinés}}.',
    says: ['Si la page d’accueil annonce « Accessibilité : totalement, partiellement ou non conforme ».'],
    doesNotSay: ['Si ce que la mention annonce est vrai.', 'Si le site est accessible.'],
    method: [
      'On lit le texte de la page d’accueil de chaque site, telle qu’elle s’affiche sans rien cliquer.',
      'La mention compte quand notre test la reconnaît ; un simple lien sans mention ne suffit pas.',
      'On compte des sites, pas un pourcentage : ils sont peu nombreux.',
      'Une page d’accueil qui n’a pas pu être ouverte n’entre pas dans le compte ; elle baisse la couverture.',
      'Changer la méthode ou les sites visités coupe la série : on ne compare pas les deux côtés.',
    ],
    perimeter: 'Pages d’accueil des sites déclarés',
    holder: 'Référent accessibilité numérique',
    howToSupply: 'Déclarer la page d’accueil de chaque site dans sites.yml (rôle « home »), puis lancer « trefle audit ».',
  },
  compute(facts) {
    const homes = firstVisits(facts).filter(({ role }) => role === 'home')
    const sites = bySite(facts, homes).map(({ name, pages }) => ({ name, ...mentionOf(pages) }))
    const judged = sites.filter(({ outcome }) => outcome !== null).length
    const steps = derive('sum', 'Sites où la mention a été trouvée', 'sites', sites.flatMap(({ name, step }) => (step === null ? [] : [derive('sum', name, 'site', [step])])))
    const toVerify = sites.filter(({ outcome }) => outcome === 'to-verify').length
    return measureOf({
      value: judged === 0 ? null : steps.value, ...(judged === 0 ? {} : { derivation: steps }),
      ...(toVerify > 0 ? countBounds(steps, siteCount('Sites où une mention proche reste à vérifier', toVerify, homes)) : {}),
      state: 'measured', ...seenOf(siteCount('Sites dont l’accueil a été examiné', judged, homes), siteCount('Sites du passage', sites.length, homes)),
      missing: [
        ...missingLine(sites.length - judged, '1 page d’accueil n’a pas pu être examinée.', (n) => `${n} pages d’accueil n’ont pas pu être examinées.`),
        ...missingLine(toVerify, 'Sur 1 site, une mention proche reste à vérifier par une personne.', (n) => `Sur ${n} sites, une mention proche reste à vérifier par une personne.`),
      ],
      ...tablesOf(sites.length === 0 ? [] : [explainedTable('by-site', 'Par site', [['site', 'Site'], ['mention', 'Mention']],
        sites.map(({ name, outcome }) => ({ site: name, mention: outcome === null ? 'Pas examinée' : outcome === 'pass' ? 'Trouvée' : outcome === 'to-verify' ? 'À vérifier' : 'Non trouvée par notre test' })))]),
      inputs: { runs: runsOf(homes), sources: [], factors: [] },
    })
  },
})
