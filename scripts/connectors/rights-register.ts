import { day, yesNo } from '#effects/tables/column'
import { yearOf } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'
import { addMonths } from '#lib/time/months-after'

/**
 * The register of requests on personal data: of its columns, only dates are read. A request is on time within one month of its
 * receipt, three when the delay was extended and the person told why (GDPR, article 12, paragraph 3).
 */
export default defineTable({
  title: 'Registre des demandes de droits (DPO)',
  columns: {
    received: day.needed(['date de reception', 'recue le', 'date demande', 'reception']),
    answered: day(['date de reponse', 'repondue le', 'reponse', 'date de cloture', 'close le']),
    extended: yesNo(['prolongation justifiee', 'prolongation', 'delai prolonge']),
  },
  facts({ received, answered, extended }) {
    if (answered === null) return []
    if (answered < received) return { reason: 'réponse datée d’avant la demande', mend: 'Vérifiez les deux dates.' }
    const onTime = answered <= addMonths(received, extended === true ? 3 : 1)
    const closed = { period: yearOf(answered) }
    return [{ ...closed, metric: 'rights.closed', value: 1 }, { ...closed, metric: 'rights.on-time', value: onTime ? 1 : 0 }]
  },
  people: ['rights.closed', 'rights.on-time'],
  apart: 'demandes encore ouvertes',
})
