import type { Publication } from '#lib/open-data/catalogue'
import { accessibilities, audits, commitments, datedEdition, defects, errata, frozenEditions, imports, indicators, explanations, fleet, places, quoted, sites, territory } from './publication.ts'

/** The whole publication, as the open data repeats it. */
export const publication = (): Publication =>
  ({ territory: territory(), indicators: indicators(), explanations: explanations(), sites: sites(), commitments: commitments(), audits: audits(), imports: imports(), defects: defects(), accessibility: accessibilities(), quoted: quoted(), places: places(), fleet: fleet(), edition: datedEdition(), editions: frozenEditions(), errata: errata() })
