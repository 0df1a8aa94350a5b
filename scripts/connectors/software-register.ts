import { count, oneOf, text, yesNo } from '#effects/tables/column'
import { asOfDay, yearOf, type Fact } from '#effects/tables/fact'
import { defineTable } from '#effects/tables/table-connector'
import { isFreeLicence } from '#effects/software/free-licence'

/**
 * The register of applications, a line each. Free is said by the licence (OSI) or by the identifier of the State's catalogue of free
 * software (SILL). Where an application is hosted and who controls the host are two columns: a place is not a control.
 */
export default defineTable({
  title: 'Registre des applications : licences et hébergement',
  columns: {
    name: text.needed(['application', 'nom', 'logiciel', 'nom de l’application']),
    licence: text(['licence', 'license', 'type de licence']),
    sill: count(['sill', 'id sill', 'sill_id', 'identifiant sill']),
    users: count(['utilisateurs', 'nombre d’utilisateurs', 'nb utilisateurs']),
    inService: yesNo(['en service', 'actif']),
    hosting: oneOf(['hebergement', 'classe d’hebergement'], {
      'own-room': ['salle propre', 'interne', 'salle de la collectivite', 'cloud prive'], 'pooled-public': ['mutualise', 'public mutualise', 'salle publique mutualisee'],
      'eu-provider': ['prestataire europeen', 'europe', 'ue', 'prestataire ue'], other: ['autre', 'hors ue', 'hors europe', 'prestataire hors ue'],
    }),
    euControl: yesNo(['controle europeen', 'controle ue', 'societe mere europeenne']),
  },
  identity: ['name'],
  facts({ licence, sill, users, inService, hosting, euControl }, { settings, at }) {
    if (inService === false) return []
    const inYear = { period: yearOf(asOfDay(settings, at)) }
    const free = sill !== null || (licence !== null && isFreeLicence(licence) === true)
    const facts: Fact[] = [
      { ...inYear, metric: 'software.applications', value: 1 }, { ...inYear, metric: 'software.free', value: free ? 1 : 0 },
      { ...inYear, metric: 'software.licence-unknown', value: sill === null && (licence === null || isFreeLicence(licence) === null) ? 1 : 0 },
      { ...inYear, metric: 'software.in-sill', value: sill === null ? 0 : 1 },
    ]
    if (users !== null) facts.push({ ...inYear, metric: 'software.users', value: users }, { ...inYear, metric: 'software.users-free', value: free ? users : 0 })
    if (hosting !== null) {
      const public_ = hosting === 'own-room' || hosting === 'pooled-public'
      facts.push({ ...inYear, metric: 'hosting.applications', value: 1, dimensions: { hosting, control: euControl === null ? 'unknown' : euControl ? 'eu' : 'other' } })
      facts.push({ ...inYear, metric: 'hosting.controlled', value: public_ || (hosting === 'eu-provider' && euControl === true) ? 1 : 0 })
    }
    return facts
  },
  apart: 'applications qui ne sont plus en service',
})
