import type { Site } from '#model/site'
import type { Territory } from '#model/territory'
import { isRegistrable } from '#lib/web/address'
import type { Located } from '../files/yaml-file.ts'

/** A suffix that everybody shares ("fr", "gouv.fr") would make everybody part of the organisation. */
export function refuseSharedSuffix<T>(file: Located<T>, path: readonly PropertyKey[], domains: readonly string[] = []): void {
  for (const [index, domain] of domains.entries())
    if (!isRegistrable(domain)) throw file.refuse([...path, index], `« ${domain} » est un suffixe que tout le monde partage`, 'Écrivez le domaine entier de l’organisation, par exemple ma-metropole.eu.')
}

/** Each site with its own second ring and that of its territory. */
export function withOwnDomains(sites: readonly Site[], { sameOrganisation = [] }: Territory): Site[] {
  return sites.map((site) => ({ ...site, sameOrganisation: [...new Set([...site.sameOrganisation, ...sameOrganisation])] }))
}
