import type { OpeningWeek, OpenSpan, PublishedPlace } from '#model/place'
import { hoursOf } from './opening-hours.ts'

/** `rank`: its number in the list of all places, from 1. */
export type PlaceOfTheWeek = PublishedPlace & { rank: number; hours: { declared: string; week: OpeningWeek } }
type Ranked = PublishedPlace & { rank: number }

const hasWeek = (place: Ranked): place is PlaceOfTheWeek => place.hours !== null && place.hours.week !== null && place.hours.week.some((spans) => spans.length > 0)

/** The places whose week is known and whose record is fresh, those that open longest first. */
export function placesOfTheWeek(places: readonly PublishedPlace[], most: number): PlaceOfTheWeek[] {
  return places.map((place, index) => ({ ...place, rank: index + 1 })).filter(hasWeek).filter(({ old }) => !old)
    .sort((a, b) => hoursOf(b.hours.week) - hoursOf(a.hours.week) || a.name.localeCompare(b.name, 'fr')).slice(0, most)
}

/** Days that a table of these places needs: Sunday stands only when one opens then. */
export const daysShown = (places: readonly PlaceOfTheWeek[]): number => (places.some(({ hours }) => (hours.week[6]?.length ?? 0) > 0) ? 7 : 6)

const clock = (minutes: number): string => {
  const rest = minutes % 60
  return rest === 0 ? String(Math.floor(minutes / 60)) : `${Math.floor(minutes / 60)}:${String(rest).padStart(2, '0')}`
}

/** "9–12", "14–17:30": the narrow form of a table of seven columns, alike in every language. */
export const shortSpan = ({ from, to }: OpenSpan): string => `${clock(from)}–${clock(to)}`
