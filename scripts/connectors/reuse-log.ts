import { amount, count, day, oneOf, text, yesNo } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'
import { addMonths } from '#lib/time/months-after'

/** Functional computers under ten years old are those that the law asks to direct to reuse (law 2021-1485, article 16). */
const REUSABLE_MONTHS = 120

/** The log of what leaves the estate. Only a signed transfer counts as reuse; the number of its slip is never written. */
export default defineTable({
  title: 'Sorties du parc : réemploi, dons, déchets tracés',
  columns: {
    on: day.needed(['date de sortie', 'date', 'sortie le']),
    units: count(['quantite', 'nombre', 'unites']),
    purchasedOn: day(['date d’achat', 'date achat', 'achat']),
    functional: yesNo(['fonctionnel', 'en etat de marche']),
    outlet: oneOf(['destination', 'devenir', 'filiere'], {
      residents: ['habitants', 'remis a des habitants', 'emmaus connect', 'vente solidaire'], reuse: ['reemploi', 'don', 'don a une association', 'vente', 'reconditionnement'],
      waste: ['deee', 'recyclage', 'recyclage deee', 'dechets', 'eco organisme'],
    }),
    slip: text(['bordereau', 'n° de bordereau', 'bon de transfert', 'transfert signe']),
    kilograms: amount(['poids kg', 'poids', 'kg']),
  },
  facts({ on, units, purchasedOn, functional, outlet, slip, kilograms }) {
    const inYear = { period: yearOf(on) }
    if (outlet === null) return { reason: 'destination vide', mend: 'Écrivez réemploi, habitants ou DEEE.' }
    if (outlet === 'waste') {
      if (kilograms === null) return { reason: 'déchets sans poids', mend: 'Reportez le poids du bordereau, en kilogrammes.' }
      return [{ ...inYear, metric: 'waste.handed-over', value: kilograms, unit: 'kg' }, { ...inYear, metric: 'waste.traced', value: slip === null ? 0 : kilograms, unit: 'kg' }, ...retired(false)]
    }
    const signed = slip !== null && slip.toLowerCase() !== 'non'
    return [...retired(signed), ...(outlet === 'residents' && signed ? [{ ...inYear, metric: 'equipment.passed-on', value: units ?? 1 }] : [])]

    function retired(reused: boolean): Fact[] {
      const old = purchasedOn !== null && on > addMonths(purchasedOn, REUSABLE_MONTHS)
      if (old || functional === false) return []
      return [{ ...inYear, metric: 'disposals.retired', value: units ?? 1 }, { ...inYear, metric: 'disposals.reused', value: reused ? units ?? 1 : 0 }]
    }
  },
  apart: 'sorties hors d’usage ou de plus de dix ans',
})
