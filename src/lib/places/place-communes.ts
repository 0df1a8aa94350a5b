import type { PublishedPlace } from '#model/place'
import { placeName } from '#lib/publish/communes'
import { fold } from '#lib/words/fold'

/** The anchor of a commune in the list of all places. */
export const communeAnchor = (name: string): string => `commune-${fold(name).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`

/** The communes that have a place of help, in the order of the list. */
export const placeCommunes = (places: readonly PublishedPlace[]): string[] => [...new Set(places.flatMap(({ commune }) => commune ?? []))]

const bareName = (name: string): string => communeAnchor(placeName({ name }).replace(/^(?:l[ea]s? |l[’'])/i, ''))
/** The places of a commune: its own name may say "Ville de…", that of their address never does. Both lose their article: "Ville du Havre" is Le Havre. */
export const placesOf = <Place extends Pick<PublishedPlace, 'commune'>>(places: readonly Place[], name: string): Place[] => places.filter(({ commune }) => commune !== null && bareName(commune) === bareName(name))
