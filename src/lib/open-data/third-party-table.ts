import { z } from 'zod'
import { PublishedPage, type PublishedSite } from '#model/publication'
import { Slug } from '#model/quantity'
import { ContactedHost, Purpose, Ring } from '#model/third-party'
import { t } from '#lib/words/i18n'
import { columnsOf, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'
import { saidWord } from '#lib/words/contents'
import { purposeWords } from '#lib/words/purpose-words'
import { contactedBy } from '#lib/publish/contacted-hosts'

type Row = { site: PublishedSite; page: PublishedPage; contacted: ContactedHost }
const { plain, coded } = columnsOf<Row>()
const columns: Column<Row>[] = [
  plain('site', Slug, ({ site }) => site.id),
  plain('page', Slug, ({ page }) => page.id),
  plain('vu_le', PublishedPage.shape.at, ({ page }) => page.at),
  plain('hote', ContactedHost.shape.host, ({ contacted }) => contacted.host),
  plain('alias', ContactedHost.shape.alias, ({ contacted }) => contacted.alias),
  coded('cercle', Ring, (ring) => t(`ring.${ring}`), ({ contacted }) => contacted.ring),
  plain('operateur', ContactedHost.shape.name, ({ contacted }) => contacted.name),
  coded('usage', Purpose, (purpose) => saidWord(purposeWords[purpose]), ({ contacted }) => contacted.purpose),
  plain('pays', ContactedHost.shape.country, ({ contacted }) => contacted.country),
  plain('description_source', z.string().nullable(), ({ contacted }) => contacted.source),
  plain('description_le', ContactedHost.shape.on, ({ contacted }) => contacted.on),
]

/** One row a page and host contacted outside the site, at the latest visit. */
export const thirdPartyTable = (sites: readonly PublishedSite[]): OpenTable => openTable('tiers', t('data.file.third-parties'), columns,
  () => sites.flatMap((site) => site.pages.flatMap((page) => contactedBy(page).map((contacted) => ({ site, page, contacted })))))
