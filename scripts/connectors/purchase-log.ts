import { amount, count, oneOf, period, yesNo } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'

/** The log of purchases: devices by whether they had served before, and renewals of software by whether a free option was compared. */
export default defineTable({
  title: 'Achats numériques : reconditionné, réemploi, options libres étudiées',
  columns: {
    on: period.needed(['date', 'date d’achat', 'date achat', 'periode', 'annee']),
    units: count(['quantite', 'nombre', 'unites', 'qte']),
    condition: oneOf(['etat', 'neuf ou reconditionne', 'origine', 'condition'], { new: ['neuf', 'neufs'], refurbished: ['reconditionne', 'reconditionnes', 'remis a neuf'], reused: ['reemploi', 'occasion', 'issu du reemploi'] }),
    euros: amount(['montant', 'montant ht', 'depense', 'prix total']),
    freeOptionCompared: yesNo(['option libre etudiee', 'comparaison libre', 'alternative libre etudiee']),
    freeOptionChosen: yesNo(['option libre retenue', 'logiciel libre retenu']),
  },
  facts({ on, units, condition, euros, freeOptionCompared, freeOptionChosen }) {
    const inYear = { period: yearOf(on) }
    const facts: Fact[] = []
    if (condition !== null) {
      const served = condition === 'new' ? 0 : 1
      facts.push({ ...inYear, metric: 'purchases.units', value: units ?? 1 }, { ...inYear, metric: 'purchases.reused-units', value: served * (units ?? 1) })
      if (euros !== null) facts.push({ ...inYear, metric: 'purchases.spend', value: euros, unit: 'EUR' }, { ...inYear, metric: 'purchases.reused-spend', value: served * euros, unit: 'EUR' })
    }
    if (freeOptionCompared !== null) {
      facts.push({ ...inYear, metric: 'software.renewals', value: 1 }, { ...inYear, metric: 'software.renewals-compared', value: freeOptionCompared ? 1 : 0 })
      if (freeOptionChosen !== null) facts.push({ ...inYear, metric: 'software.renewals-free', value: freeOptionChosen ? 1 : 0 })
    }
    return facts
  },
  apart: 'achats sans état (neuf, reconditionné, réemploi) ni option libre',
})
