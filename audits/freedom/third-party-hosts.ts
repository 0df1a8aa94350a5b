import type { ContactedHost } from '#model/third-party'
import { defineAudit } from '#lib/define'
import { countryName } from '#lib/words/country'
import { purposeWords } from '#lib/words/purpose-words'
import { hostCalls, type HostCalls } from '#lib/web/third-party-calls'

/** A fact, not a fault: a third party may be a public service. Which ones ask for a choice is another audit. */
export default defineAudit({
  method: 1,
  unit: 'count',
  details: { requests: 'count', transfer: 'B', organisation: 'count' },
  needs: ['requests'],
  references: [{ standard: 'trefle', id: 'Trois cercles' }],
  text: {
    title: 'Tiers contactés',
    failing: 'La page appelle des serveurs qui ne sont pas ceux de la collectivité.',
    why: 'Chaque serveur appelé apprend qu’une personne visite cette page, avec son adresse IP et son navigateur.',
    mend: 'Servir soi-même les polices et les scripts ; charger vidéos et cartes après un clic ; retirer ce qui ne sert plus.',
  },
  limits: [
    'Trois cercles : le site lui-même, les domaines que la collectivité déclare comme siens, puis les tiers. Seuls les tiers sont comptés.',
    'Un tiers n’est pas un traceur : l’usage vient d’un registre tenu à la main, dont chaque ligne est sourcée.',
    'Un nom du site qui est l’alias (CNAME) d’un tiers connu du registre compte comme ce tiers ; derrière le mandataire de l’organisation, les alias ne se voient pas.',
    'Le pays est celui de la maison mère de l’opérateur ; il ne dit pas où sont les données.',
  ],
  judge({ requests }, { site, registry }) {
    const calls = hostCalls(requests, site, registry)
    const others = calls.filter(({ ring }) => ring === 'third-party')
    const sum = (pick: (call: HostCalls) => number) => others.reduce((total, call) => total + pick(call), 0)
    return {
      outcome: others.length === 0 ? 'pass' : 'informative',
      measure: { value: others.length, unit: 'count' },
      details: {
        requests: { value: sum((call) => call.requests), unit: 'count' },
        transfer: { value: sum((call) => call.transferBytes), unit: 'B' },
        organisation: { value: calls.length - others.length, unit: 'count' },
      },
      findings: [...others, ...calls.filter(({ ring }) => ring === 'organisation')].map((call) =>
        ({ message: describe(call), references: [{ standard: 'trefle', id: 'Trois cercles' }], contacted: contacted(call) })),
    }
  },
})

function describe({ host, alias, ring, row, entity }: HostCalls): string {
  if (ring === 'organisation') return `${host} : domaine que la collectivité déclare comme sien.`
  const where = alias === null ? host : `${host}, alias de ${alias}`
  if (row === null) return `${where}${entity === null ? '' : ` (${entity})`} : usage à décrire dans le registre.`
  const country = row.country === null ? 'pays de la maison mère non établi' : `maison mère : ${countryName(row.country)}`
  const alternative = row.alternative === null ? '' : ` Autre voie : ${row.alternative}.`
  return `${where} : ${row.name}, ${purposeWords[row.purpose]}, ${country}.${alternative}`
}

/** What is known of a host, and whose word it is: a row of the registry, else the name that the list of third-party-web gives. */
function contacted({ host, alias, ring, row, entity }: HostCalls): ContactedHost {
  if (row !== null) return { host, alias, ring, name: row.name, purpose: row.purpose, country: row.country, source: row.source, on: row.on }
  return { host, alias, ring, name: entity, purpose: 'unknown', country: null, source: entity === null ? null : 'third-party-web', on: null }
}
