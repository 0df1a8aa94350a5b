import type { PublishedPlace } from '#model/place'
import { fold } from '#lib/words/fold'

/** The anchor of a commune in the list of all places. */
export const communeAnchor = (name: string): string => `commune-${fold(name).replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`

/** The communes that have a place of help, in the order of the list. */
export const placeCommunes = (places: readonly PublishedPlace[]): string[] => [...new Set(places.flatMap(({ commune }) => commune ?? []))]
