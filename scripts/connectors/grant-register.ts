import { z } from 'zod'
import { amount, day, text, yesNo } from '#effects/tables/column'
import { yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'
import { fold } from '#effects/tables/csv-french'

/**
 * Grants of a scheme, from a register in the national schema of subsidies (SCDL « subventions », decree 2017-779). Companies are
 * counted once a year by their identifier, which is never written, nor is their name.
 */
export default defineTable({
  title: 'Subventions à la transition numérique (schéma SCDL)',
  settings: z.object({
    /** Word of the object that names the scheme ("Beecome"): other grants are set apart. All are counted without it. */
    scheme: z.string().min(1).optional(),
  }),
  columns: {
    on: day.needed(['dateConvention', 'date de convention', 'date']),
    beneficiary: text.needed(['idBeneficiaire', 'siret', 'siren', 'identifiant']),
    object: text(['objet', 'intitule', 'dispositif']),
    euros: amount(['montant', 'montant accorde']),
    diagnosed: yesNo(['diagnostic', 'diagnostic realise']),
    responsible: yesNo(['projet ecoconcu ou accessible', 'numerique responsable']),
  },
  facts({ on, beneficiary, object, euros, diagnosed, responsible }, { settings }) {
    const scheme = settings.scheme
    if (typeof scheme === 'string' && !fold(object ?? '').includes(fold(scheme))) return []
    const inYear = { period: yearOf(on) }
    const company = { ...inYear, value: 1, distinct: beneficiary.replaceAll(/\s/g, '').slice(0, 9) }
    const facts: Fact[] = [{ ...company, metric: 'business.supported' }]
    if (euros !== null && euros > 0) facts.push({ ...company, metric: 'business.granted' }, { ...inYear, metric: 'business.grants', value: euros, unit: 'EUR' })
    if (diagnosed === true) facts.push({ ...company, metric: 'business.diagnosed' })
    if (responsible === true) facts.push({ ...company, metric: 'business.responsible' })
    return facts
  },
  apart: 'subventions d’un autre dispositif',
})
