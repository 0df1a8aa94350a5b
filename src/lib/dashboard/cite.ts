import type { DatedEdition } from '#model/dated-edition'
import { publicAddress } from '#lib/dashboard/public-address'
import { link } from '#lib/dashboard/link'
import { saysTheSame } from '#lib/publish/dated-edition'
import { t } from '#lib/words/i18n'

/** `frozen`: the edition stays at its address; without it, the page will say something else another day. */
export type Citation = { edition: string; address: string; frozen: boolean }

export const editionPath = (name: string, indicator?: string): string => `/editions/${name}/${indicator === undefined ? '' : `#${indicator}`}`

/** How to name what is read today: by the frozen edition that says the same, at its address; else by the edition of the day, at the page's own. */
export function citationOf(current: Pick<DatedEdition, 'name'>, frozen: readonly Pick<DatedEdition, 'name'>[], path: string, indicator?: string): Citation {
  const twin = frozen.find((edition) => saysTheSame(edition, current))
  const place = twin ? editionPath(twin.name, indicator) : path
  return { edition: twin?.name ?? current.name, address: publicAddress()?.(place) ?? link(place), frozen: twin !== undefined }
}

/** The citation as a reader copies it. */
export const spokenCitation = (citation: Citation, title: string, name: string): string => t('dated.cite.text', { title, name, edition: citation.edition, address: citation.address })
