import { cleanAddress } from '#lib/web/address'
import { cleanText } from '#lib/words/clean'
import type { Artifacts } from '#model/evidence'
import { exchangeFor } from './exchange.ts'
import { inIsolation } from './isolated.ts'
import type { Load } from './load.ts'
import { selectorOf } from './selector.ts'

/** Images of the page that were fetched, with the bytes of their request; inline (data:) images have none and are left out. */
export async function gatherImages({ page, log, exchanges }: Load): Promise<Artifacts['images']> {
  const images = await inIsolation(page.mainFrame(), readImages, [], [selectorOf])
  const arrived = (await log.records()).filter((record) => record.transferSize > 0 && !exchangeFor(record.url, exchanges())?.refused)
  const byUrl = new Map(arrived.map((record) => [record.url, record]))
  return images.map(({ url, selector, ...shape }) => {
    const record = byUrl.get(url)
    return {
      ...shape,
      url: cleanAddress(url),
      selector: cleanText(selector),
      mimeType: cleanText(record?.mimeType, 200),
      transferBytes: record?.transferSize ?? null,
    }
  })
}

/** Page function, called after the scroll so that lazy images have been asked for. */
function readImages() {
  return [...document.querySelectorAll('img')].flatMap((image) => {
    if (!/^https?:/.test(image.currentSrc)) return []
    const box = image.getBoundingClientRect()
    return [{
      url: image.currentSrc.split('#')[0] ?? '',
      selector: selectorOf(image),
      naturalWidth: image.naturalWidth,
      naturalHeight: image.naturalHeight,
      displayedWidth: box.width,
      displayedHeight: box.height,
      lazy: image.loading === 'lazy',
    }]
  }).slice(0, 2000)
}
