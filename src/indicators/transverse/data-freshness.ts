import { defineIndicator } from '#lib/define'
import { derive, given } from '#lib/explain/derivation'
import { explainedTable, tablesOf } from '#lib/explain/explained-table'
import { measureOf, missingLine, seenOf } from '#lib/publish/measure'

export default defineIndicator({
  method: 1,
  unit: 'count',
  direction: 'up',
  cadence: 'run',
  freshDays: 45,
  catalogue: 'TRV-02',
  theme: 'feuille-de-route',
  targetStyle: 'ladder',
  formula: 'indicateurs dont la donnée est dans son délai',
  references: [{ standard: 'trefle', id: 'TRV-02' }],
  reads: { indicators: true },
  text: {
    question: 'Nos chiffres sont-ils à jour ?',
    title: 'Indicateurs dont les données sont récentes',
    counted: '{n, plural, one {chiffre} other {chiffres}}',
    answer: '{value} de nos {n} autres indicateurs {value, plural, one {repose} other {reposent}} sur des données récentes.',
    says: ['Quels chiffres de ce tableau de bord sont encore de saison.'],
    doesNotSay: ['Si les chiffres sont bons : une donnée récente peut être incomplète.'],
    method: [
      'Chaque indicateur annonce au bout de combien de jours sa donnée devient ancienne.',
      'On compare l’âge de sa dernière donnée à ce délai, au jour de la visite des sites et au jour du calcul.',
      'Un indicateur sans aucune donnée compte comme non récent.',
      'Une donnée ancienne reste visible, avec sa date.',
      'On compte des indicateurs, pas un pourcentage ; celui-ci ne se compte pas lui-même.',
    ],
    perimeter: 'Tous les indicateurs de ce tableau de bord',
    holder: 'Direction du numérique',
    howToSupply: 'Relancer « trefle audit » chaque mois et « trefle pull » à chaque nouvel export.',
  },
  compute({ indicators = [] }) {
    const rows = indicators.map((indicator) => ({ ...indicator, fresh: indicator.ageDays !== null && indicator.ageDays <= indicator.freshDays }))
    const steps = derive('sum', 'Indicateurs dont la donnée est récente', 'indicateurs', rows.map(({ title, ageDays, freshDays, fresh: recent }) =>
      given(title, recent ? 1 : 0, recent ? 'récent' : 'pas récent', { kind: 'record', words: ageDays === null ? 'pas encore de donnée' : `donnée de ${ageDays} jours, délai de ${freshDays} jours` })))
    const all = given('Indicateurs de Trèfle', rows.length, 'indicateurs', { kind: 'convention', words: 'tous, qu’ils aient une donnée ou non' })
    const empty = rows.filter(({ ageDays }) => ageDays === null).length
    return measureOf({
      value: rows.length === 0 ? null : steps.value, ...(rows.length === 0 ? {} : { derivation: steps }),
      state: 'computed', ...seenOf(all, all),
      missing: missingLine(empty, '1 indicateur attend encore sa première donnée.', (n) => `${n} indicateurs attendent encore leur première donnée.`),
      ...tablesOf([explainedTable('by-indicator', 'Indicateur par indicateur', [['indicator', 'Indicateur'], ['age', 'Âge de la donnée', 'day'], ['limit', 'Délai annoncé', 'day'], ['state', 'État']],
        rows.map(({ title, ageDays, freshDays, fresh: recent }) => ({
          indicator: title, state: ageDays === null ? 'Pas encore de donnée' : recent ? 'Récent' : 'Ancien',
          age: ageDays === null ? null : given('Âge de la donnée', ageDays, 'jours', { kind: 'record', words: 'du dernier jour de la donnée au jour du calcul' }),
          limit: given('Délai annoncé', freshDays, 'jours', { kind: 'convention', words: 'délai écrit avec la méthode du chiffre' }),
        })))]),
    })
  },
})
