import { day, oneOf, text } from '#effects/tables/column'
import { asOfDay, yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'

/** Who uses which pooled service: a line for each service and commune. A commune counts once whatever it uses; a pilot counts as extended when another commune took it over. */
export default defineTable({
  title: 'Services mutualisés et communes qui s’en servent',
  columns: {
    service: text.needed(['service', 'nom du service', 'outil']),
    commune: text.needed(['commune', 'code_insee', 'beneficiaire']),
    since: day(['depuis', 'date de mise en service', 'debut']),
    until: day(['jusqu’au', 'fin', 'arret']),
    stage: oneOf(['etape', 'statut'], { pilot: ['essai', 'pilote', 'experimentation'], use: ['en service', 'usage'], extended: ['etendu', 'generalise', 'etendu apres essai'] }),
  },
  identity: ['service', 'commune', 'since'],
  facts({ service, commune, since, until, stage }, { settings, at }) {
    const on = asOfDay(settings, at)
    if ((since !== null && since > on) || (until !== null && until < on)) return []
    const inYear = { period: yearOf(on), value: 1 }
    if (stage === 'pilot') return [{ ...inYear, metric: 'cooperation.pilots', distinct: service }]
    const facts: Fact[] = [{ ...inYear, metric: 'cooperation.communes-using', distinct: commune }, { ...inYear, metric: 'cooperation.services', distinct: service }]
    if (stage === 'extended') facts.push({ ...inYear, metric: 'cooperation.pilots-extended', distinct: service })
    return facts
  },
  apart: 'services arrêtés ou à venir',
})
