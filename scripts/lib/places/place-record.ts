import { openingWeek, weeklyHours } from '#lib/places/opening-hours'
import { dialled } from '#lib/places/telephone'
import { cleanText } from '#lib/words/clean'
import { HelpPlace } from '#model/place'
import { fold } from '../tables/csv-french.ts'
import { amount, day, list, text, type RecordOf } from '../tables/column.ts'
import type { Refusal } from '../tables/table-connector.ts'

/**
 * Columns of the national schema of digital-help places (LaMedNum, standard-mediation-num). Mailboxes, which may name a person, are
 * not read. Dates are French or ISO: a day written 01/10/2026 is the first of October.
 */
export const placeColumns = {
  id: text.needed(['id', 'identifiant']),
  name: text(['nom']),
  street: text(['adresse']),
  postcode: text(['code_postal', 'code postal']),
  town: text(['commune']),
  commune: text(['code_insee', 'code insee', 'insee']),
  telephone: text(['telephone']),
  website: text(['site_web', 'site web']),
  prices: list(['frais_a_charge', 'frais a charge']),
  languages: list(['langues']),
  latitude: amount(['latitude', 'lat']),
  longitude: amount(['longitude', 'lon', 'lng']),
  hours: text(['horaires', 'opening_hours']),
  updatedOn: day.needed(['date_maj', 'date de mise a jour', 'derniere mise a jour']),
  services: list(['services']),
  needs: list(['prise_en_charge_specifique', 'prise en charge specifique']),
  access: list(['modalites_acces', 'modalites d’acces']),
}
export type PlaceRecord = RecordOf<typeof placeColumns>

export type Place = {
  commune: string | null
  position: { latitude: number; longitude: number } | null
  /** Hours of an ordinary week; null when there are none or they cannot be read. */
  hours: number | null
  updatedOn: string
  services: string[]
  needs: string[]
  /** Receives the public: the record does not say that it does not. */
  open: boolean
  /** One may come without an appointment: the record says so. */
  dropIn: boolean
}

/** A place as its record says it, or why it cannot be counted. `on`: the day of the reading. */
export function readPlace(record: PlaceRecord, on: string): Place | Refusal {
  const { latitude, longitude, updatedOn, hours, commune } = record
  if (updatedOn > on) return { reason: 'mise à jour datée du futur', mend: 'Vérifiez le jour et le mois : 2026-10-01 ne se lit que d’une façon.' }
  if ((latitude === null) !== (longitude === null) || Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 180) {
    return { reason: 'latitude ou longitude absente ou hors de la Terre', mend: 'Donnez les deux en degrés : 48.58 et 7.75.' }
  }
  const access = (record.access ?? []).map(fold)
  return {
    commune: commune === null ? null : commune.padStart(5, '0'),
    position: latitude === null || longitude === null ? null : { latitude, longitude },
    hours: hours === null ? null : weeklyHours(hours),
    updatedOn,
    services: [...new Set(record.services ?? [])], needs: [...new Set(record.needs ?? [])],
    // The public app wrote this word with a curly apostrophe, the schema with a straight one.
    open: !access.includes(fold('Ce lieu n’accueille pas de public')),
    dropIn: access.includes(fold('Se présenter')),
  }
}

const FOREIGN_LANGUAGE = /^langues? etrangeres? (.+)$/

/** "Langues étrangères (anglais)" is a welcome in the schema, and a language for who comes. */
function languageOf(need: string): string {
  const language = /\((.+)\)/.exec(need)?.[1] ?? need
  return fold(language) === 'autres' ? 'autres langues' : language
}

/** A place as the list and the map show it; null for one that has no name. Telephones and addresses that are not such are left out. */
export function shownPlace(record: PlaceRecord, { position, needs, services }: Place): HelpPlace | null {
  const name = cleanText(record.name)
  if (name === '') return null
  const words = (cell: string | null): string | null => cleanText(cell) || null
  const spoken = needs.filter((need) => FOREIGN_LANGUAGE.test(fold(need)))
  const declared = cleanText(record.hours)
  return HelpPlace.parse({
    id: cleanText(record.id, 200), name, position, declaredOn: record.updatedOn,
    address: words(record.street), postcode: words(record.postcode), commune: words(record.town),
    telephone: record.telephone === null ? null : dialled(record.telephone),
    website: HelpPlace.shape.website.safeParse(record.website?.split('|')[0]?.trim()).data ?? null,
    hours: declared === '' ? null : { declared, week: openingWeek(declared) },
    prices: cleaned(record.prices), languages: cleaned([...(record.languages ?? []), ...spoken.map(languageOf)]),
    needs: cleaned(needs.filter((need) => !spoken.includes(need))), services: cleaned(services), access: cleaned(record.access),
  })
}

const cleaned = (words: readonly string[] | null): string[] => [...new Set((words ?? []).map((word) => cleanText(word, 120)).filter((word) => word !== ''))]
