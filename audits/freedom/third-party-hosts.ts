import { defineAudit } from '#lib/define'
import { purposeWords } from '#lib/words/purpose-words'
import { thirdPartyCalls, type ThirdPartyCalls } from '#lib/web/third-party-calls'

const countries = new Intl.DisplayNames(['fr'], { type: 'region' })

/** A fact, not a fault: a third party may be a public service. Which ones ask for a choice is another audit. */
export default defineAudit({
  method: 1,
  unit: 'count',
  details: { requests: 'count', transfer: 'B' },
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
    'Le pays est celui de la maison mère de l’opérateur ; il ne dit pas où sont les données.',
  ],
  judge({ requests }, { site, registry }) {
    const calls = thirdPartyCalls(requests, site, registry)
    const sum = (pick: (call: ThirdPartyCalls) => number) => calls.reduce((total, call) => total + pick(call), 0)
    return {
      outcome: calls.length === 0 ? 'pass' : 'informative',
      measure: { value: calls.length, unit: 'count' },
      details: { requests: { value: sum((call) => call.requests), unit: 'count' }, transfer: { value: sum((call) => call.transferBytes), unit: 'B' } },
      findings: calls.map((call) => ({ message: describe(call), references: [{ standard: 'trefle', id: 'Trois cercles' }] })),
    }
  },
})

function describe({ host, row, entity }: ThirdPartyCalls): string {
  if (row === null) return `${host}${entity === null ? '' : ` (${entity})`} : usage à décrire dans le registre.`
  const country = row.country === null ? '' : `, maison mère : ${countries.of(row.country)}`
  const alternative = row.alternative === null ? '' : ` Autre voie : ${row.alternative}.`
  return `${host} : ${row.name}, ${purposeWords[row.purpose]}${country}.${alternative}`
}
