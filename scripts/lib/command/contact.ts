import type { Territory } from '#model/territory'
import { say } from './terminal.ts'

/** How the people behind an audit of a territory are reached, as the sites visited read it. */
export const contactOf = ({ contact }: Territory): string => contact.url ?? `mailto:${contact.email}`

/** The contact that a check announces: the one asked for, else the territory's; without either the user agent has none, and the person is told. */
export function announcedContact(asked: string | undefined, territory: Territory | null, visitsOthers: boolean): string {
  const contact = asked ?? (territory === null ? '' : contactOf(territory))
  if (contact === '' && visitsOthers) say('Les sites visités liront « Trefle » sans moyen de vous joindre : donnez-le par --contact, ou dans TREFLE_CONTACT.')
  return contact
}
