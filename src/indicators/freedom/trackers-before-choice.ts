import type { CompactResult, PageRecord } from '#model/result'
import { defineIndicator } from '#lib/define'
import { derive } from '#lib/explain/derivation'
import { countBounds, explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'
import { bySite, firstVisits, runsOf, siteCount, verdictOf, visitCount, visitStep } from '#lib/record/page-sample'

const audit = 'freedom/trackers-before-choice'

/** A failure was seen twice: the record that is published says so (`settleAccusations`); what was seen once is for a human. */
function sightings(pages: readonly PageRecord[]) {
  const verdicts = pages.map((page) => verdictOf(page, audit)).filter((verdict) => verdict !== null)
  const count = (is: (verdict: CompactResult) => boolean) => verdicts.filter(is).length
  return {
    tested: verdicts.length, seen: count(([outcome]) => outcome === 'fail'),
    once: count(([, , , { seenOnce = 0 }]) => seenOnce > 0),
  }
}

/** One for each page whose verdict is `is`, nothing for the others. */
const verdictSteps = (pages: readonly PageRecord[], is: CompactResult[0], yes: string, no: string) => pages.flatMap((page) => {
  const outcome = verdictOf(page, audit)?.[0]
  return outcome === undefined ? [] : [visitStep(page, audit, outcome === is ? 1 : 0, outcome === is ? yes : no)]
})

export default defineIndicator({
  method: 3,
  unit: 'count',
  direction: 'down',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'LIB-10',
  theme: 'vie-privee',
  targetStyle: 'watch',
  formula: 'sites où un même appel de suivi a été vu deux fois / sites visités',
  references: [{ standard: 'trefle', id: 'LIB-10' }, { standard: 'cnil', id: 'Lignes directrices « cookies et autres traceurs »' }, { standard: 'law', id: 'Loi Informatique et Libertés, article 82' }],
  reads: { audits: [audit] },
  text: {
    question: 'Sommes-nous suivis avant d’avoir choisi ?',
    title: 'Sites qui appellent un traceur tiers avant tout choix',
    counted: '{n, plural, one {site} other {sites}}',
    answer: 'Sans rien cliquer, notre robot a vu des appels de suivi sur {value} {value, plural, one {site} other {sites}}, pour {n} {n, plural, one {visité} other {visités}}.',
    says: ['Si une page appelle une régie, un réseau social ou un outil d’audience tiers avant que la personne ait choisi.'],
    doesNotSay: ['Ce que fait le tiers de ces appels.', 'Si un consentement est requis : une personne doit le vérifier.'],
    method: [
      'Un navigateur neuf ouvre chaque page, ne clique sur rien, défile, et note chaque adresse appelée.',
      'Un appel compte quand le rôle du tiers est connu : publicité, réseau social, audience tierce, enregistrement de session.',
      'Un site compte quand un même appel a été vu deux fois : à deux chargements d’une page, sur deux pages, ou à deux visites ; une seule vue est à confirmer.',
      'Vidéos, cartes, polices et tiers inconnus ne comptent pas ici : ils sont à vérifier, page par page.',
      'Un site qui n’a pas pu être visité n’entre pas dans le compte ; il baisse la couverture.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Délégué à la protection des données',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute(facts) {
    const visits = firstVisits(facts)
    const sites = bySite(facts, visits).map((site) => ({ ...site, ...sightings(site.pages) }))
    const judged = sites.filter(({ tested }) => tested > 0)
    const seenOn = (name: string, pages: readonly PageRecord[], rule: 'greatest' | 'sum') => derive(rule, name, rule === 'sum' ? 'pages' : 'site', verdictSteps(pages, 'fail', 'appel vu deux fois', 'aucun appel confirmé'))
    const steps = derive('sum', 'Sites où un appel a été vu deux fois', 'sites', judged.map(({ name, pages }) => seenOn(name, pages, 'greatest')))
    const once = judged.filter(({ seen, once: left }) => seen === 0 && left > 0).length
    return measureOf({
      value: judged.length === 0 ? null : steps.value, ...(judged.length === 0 ? {} : { derivation: steps }),
      ...(once > 0 ? countBounds(steps, siteCount('Sites où un appel a été vu une seule fois', once, visits)) : {}),
      state: 'measured', ...seenOf(siteCount('Sites visités', judged.length, visits), siteCount('Sites du passage', sites.length, visits)),
      missing: [
        ...missingLine(sites.length - judged.length, '1 site n’a pas pu être visité.', (n) => `${n} sites n’ont pas pu être visités.`),
        ...missingLine(once, 'Sur 1 site, un appel a été vu une seule fois : à confirmer.', (n) => `Sur ${n} sites, un appel a été vu une seule fois : à confirmer.`),
      ],
      ...tablesOf(sites.length === 0 ? [] : [explainedTable('by-site', 'Par site', [['site', 'Site'], ['seen', 'Pages où un appel a été vu'], ['verify', 'Pages à vérifier'], ['tested', 'Pages visitées']],
        sites.map(({ name, pages, tested }) => ({
          site: name, seen: tested === 0 ? null : seenOn('Pages où un appel a été vu', pages, 'sum'),
          verify: tested === 0 ? null : derive('sum', 'Pages à vérifier', 'pages', verdictSteps(pages, 'to-verify', 'à vérifier', 'rien à vérifier')),
          tested: visitCount('Pages visitées', tested, pages),
        })))]),
      inputs: { runs: runsOf(visits), sources: [], factors: [] },
    })
  },
})
