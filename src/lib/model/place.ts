import { z } from 'zod'
import { Day, Instant, Slug } from './quantity.ts'

/** Minutes from midnight; an end at or before its start is on the next day. `oneWeekIn`: open one week in two, or in four. */
export const OpenSpan = z.strictObject({ from: z.int().min(0).max(1439), to: z.int().min(0).max(1440), oneWeekIn: z.int().positive().optional() })
export type OpenSpan = z.infer<typeof OpenSpan>

/** The spans of each day of an ordinary week, Monday first; a day without any is closed. */
export const OpeningWeek = z.array(z.array(OpenSpan)).length(7)
export type OpeningWeek = z.infer<typeof OpeningWeek>

/** Degrees, WGS 84. */
export const Position = z.strictObject({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) })
export type Position = z.infer<typeof Position>

/** One place of digital help that receives the public, in the words of its public record. Unknown is null, or an empty list: never a no. */
export const HelpPlace = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().min(1),
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  commune: z.string().nullable(),
  position: Position.nullable(),
  /** As it is dialled: digits, and "+" before a country. */
  telephone: z.string().regex(/^\+?\d{3,15}$/).nullable(),
  website: z.url({ protocol: /^https?$/ }).nullable(),
  /** The schedule as it was declared, and its week when Trèfle understands it. */
  hours: z.strictObject({ declared: z.string().min(1), week: OpeningWeek.nullable() }).nullable(),
  /** Day of the last update of the record: hours are worth what this day is worth. */
  declaredOn: Day,
  prices: z.array(z.string()),
  languages: z.array(z.string()),
  /** Particular welcomes: deafness, illiteracy… */
  needs: z.array(z.string()),
  services: z.array(z.string()),
  /** How one comes: without an appointment, by telephone… */
  access: z.array(z.string()),
})
export type HelpPlace = z.infer<typeof HelpPlace>

/** A priority district (QPV): its official code, and its outline, simplified. Rings of [longitude, latitude], first and last alike; a ring inside another is a hole. */
export const PriorityDistrict = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  rings: z.array(z.array(z.tuple([z.number(), z.number()])).min(4)).min(1),
})
export type PriorityDistrict = z.infer<typeof PriorityDistrict>

/** Residents by the distance to their nearest place, as the crow flies: all of them, and those of priority districts (null without outlines). */
export const Nearness = z.strictObject({
  residents: z.int().nonnegative(),
  residentsInDistricts: z.int().nonnegative().nullable(),
  within: z.array(z.strictObject({ metres: z.number().positive(), residents: z.int().nonnegative(), residentsInDistricts: z.int().nonnegative().nullable() })),
})
export type Nearness = z.infer<typeof Nearness>

/** What a source says of places, beside the figures that are counted from it. */
export const PlacesReading = z.strictObject({ places: z.array(HelpPlace), districts: z.array(PriorityDistrict), nearness: Nearness.nullable() })
export type PlacesReading = z.infer<typeof PlacesReading>

/** places/<source>.json of a territory: the last reading of a source of places. Rewritten by each pull; git keeps the former ones. */
export const PlacesFile = PlacesReading.extend({ schema: z.literal('trefle/places@1'), source: Slug, at: Instant })
export type PlacesFile = z.infer<typeof PlacesFile>

/** publication/places.json: all places by commune then name, `old` when the record is more than a year old. Empty lists when no source gives any. */
export const PublishedPlaces = z.strictObject({
  generated: z.literal('by trefle compute, do not edit'),
  places: z.array(HelpPlace.extend({ source: Slug, old: z.boolean() })),
  districts: z.array(PriorityDistrict),
  nearness: z.array(Nearness.extend({ source: Slug })),
  /** When the sources were last read. */
  sources: z.array(z.strictObject({ id: Slug, at: Instant })),
})
export type PublishedPlaces = z.infer<typeof PublishedPlaces>
export type PublishedPlace = PublishedPlaces['places'][number]
