import { defineIndicator } from '#lib/define'
import { derive } from '#lib/explain/derivation'
import { countBounds, explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf } from '#lib/publish/measure'
import { bySite, firstVisits, runsOf, seenPages, unmeasuredPages, valueOf, visitCount, visitStep } from '#lib/record/page-sample'

const audit = 'solidarity/axe-failures'

export default defineIndicator({
  method: 1,
  unit: 'count',
  direction: 'down',
  cadence: 'run',
  freshDays: 45,
  theme: 'accessibilite',
  references: [{ standard: 'trefle', id: 'SOL-14 (essais automatiques, à part)' }, { standard: 'axe', id: 'axe-core' }, { standard: 'law', id: 'Loi 2005-102, article 47' }],
  reads: { audits: [audit] },
  text: {
    question: 'Rencontre-t-on des obstacles sur nos pages ?',
    title: 'Pages où un défaut d’accessibilité est prouvé',
    counted: '{n, plural, one {page} other {pages}}',
    answer: 'Pages où un obstacle est prouvé : {value}, sur {n} {n, plural, one {page testée} other {pages testées}}.',
    says: ['Sur combien de pages un élément pose un obstacle certain, par exemple une image sans texte de remplacement.'],
    doesNotSay: ['Un taux de conformité RGAA : un robot ne juge qu’une partie des critères.', 'Que zéro défaut veut dire accessible : seul un humain peut le dire.'],
    method: [
      'Le moteur axe-core examine chaque page ouverte ; seuls les échecs certains sont retenus.',
      'Ce qu’il laisse à vérifier par un humain n’est pas compté ici.',
      'Une page compte dès qu’un seul élément échoue : une page très abîmée compte pour une, comme une autre.',
      'Le tableau donne le nombre d’éléments en échec de chaque site, qui montre les pages très abîmées.',
      'Une page qui n’a pas pu être testée peut porter un obstacle ou non : elle élargit la marge et baisse la couverture.',
    ],
    perimeter: 'Pages déclarées des sites de la collectivité',
    holder: 'Référent accessibilité numérique',
    howToSupply: 'Déclarer les sites et leurs pages dans sites.yml, puis lancer « trefle audit ».',
  },
  compute(facts) {
    const asked = firstVisits(facts)
    const valuesOf = (pages: typeof asked) => pages.map((page) => valueOf(page, audit)).filter((value) => value !== null)
    const tested = valuesOf(asked)
    const stepsOf = (label: string, unit: string, pages: typeof asked, of: (value: number) => number, words: (value: number) => string) => derive('sum', label, unit, pages.flatMap((page) => {
      const value = valueOf(page, audit)
      return value === null ? [] : [visitStep(page, audit, of(value), words(value))]
    }))
    const touchedOn = (label: string, pages: typeof asked) => stepsOf(label, 'pages', pages, (value) => (value > 0 ? 1 : 0), (value) => (value > 0 ? 'page touchée' : 'page sans défaut prouvé'))
    const steps = derive('sum', 'Pages où un défaut est prouvé', 'pages', bySite(facts, asked).map(({ name, pages }) => touchedOn(name, pages)))
    const unread = asked.length - tested.length
    return measureOf({
      value: tested.length === 0 ? null : steps.value, ...(tested.length === 0 ? {} : { derivation: steps }),
      ...(unread > 0 && tested.length > 0 ? countBounds(steps, visitCount('Pages non testées', unread, asked)) : {}),
      state: 'measured', ...seenPages(bySite(facts, asked).map(({ name, pages }) => ({ name, pages, measured: valuesOf(pages).length }))),
      missing: unmeasuredPages(unread),
      ...tablesOf(asked.length === 0 ? [] : [explainedTable('totals', 'Par site', [['site', 'Site'], ['touched', 'Pages touchées'], ['failures', 'Éléments en échec'], ['tested', 'Pages testées']],
        bySite(facts, asked).map(({ name, pages }) => {
          const count = valuesOf(pages).length
          return {
            site: name, touched: count === 0 ? null : touchedOn('Pages touchées', pages), tested: visitCount('Pages testées', count, pages),
            failures: count === 0 ? null : stepsOf('Éléments en échec', 'éléments', pages, (value) => value, () => 'éléments'),
          }
        }))]),
      inputs: { runs: runsOf(asked), sources: [], factors: [] },
    })
  },
})
