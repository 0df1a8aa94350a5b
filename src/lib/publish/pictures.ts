import type { Crop } from '#model/crop'
import type { PublishedPage } from '#model/publication'

/** A picture and the page that it was taken on. */
export type Picture = { crop: Crop; page: string }

/** Pictures of a few pages by the place that they show; of a place that several show, the first page's. */
export function picturesBySelector(pages: readonly PublishedPage[]): ReadonlyMap<string, Picture> {
  const all = pages.flatMap(({ name, crops = [] }) => crops.map((crop) => [crop.selector, { crop, page: name }] as const))
  return new Map(all.toReversed())
}
