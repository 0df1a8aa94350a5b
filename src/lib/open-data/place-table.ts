import { z } from 'zod'
import type { PublishedPlace, PublishedPlaces } from '#model/place'
import { Day } from '#model/quantity'
import { t } from '#lib/words/i18n'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

const { plain } = columnsOf<PublishedPlace>()
const text = z.string().nullable()
const degrees = z.number().nullable()

/** Columns have the names of the national schema of digital-help places, so that the file can be read again by whoever reads that schema. */
const columns: Column<PublishedPlace>[] = [
  plain('id', z.string(), ({ id }) => id),
  plain('nom', z.string(), ({ name }) => name),
  plain('commune', text, ({ commune }) => commune),
  plain('code_postal', text, ({ postcode }) => postcode),
  plain('adresse', text, ({ address }) => address),
  plain('latitude', degrees, ({ position }) => position?.latitude ?? null),
  plain('longitude', degrees, ({ position }) => position?.longitude ?? null),
  plain('telephone', text, ({ telephone }) => telephone),
  plain('site_web', text, ({ website }) => website),
  plain('horaires', text, ({ hours }) => hours?.declared ?? null),
  plain('date_maj', Day, ({ declaredOn }) => declaredOn),
  plain('services', text, ({ services }) => listed(services)),
  plain('prise_en_charge_specifique', text, ({ needs }) => listed(needs)),
  plain('langues', text, ({ languages }) => listed(languages)),
  plain('frais_a_charge', text, ({ prices }) => listed(prices)),
  plain('modalites_acces', text, ({ access }) => listed(access)),
  plain('source', z.string(), ({ source }) => source),
]

/** The places of digital help, as the dashboard lists them. */
export const placeTable = ({ places }: Pick<PublishedPlaces, 'places'>): OpenTable => openTable('lieux', t('data.file.places'), columns, () => places)
