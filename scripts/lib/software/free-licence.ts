import licences from 'spdx-license-list'
import { fold } from '../tables/csv-french.ts'

/** Approved by the Open Source Initiative, by SPDX identifier and by name (SPDX licence list). */
const approved = new Map(Object.entries(licences).flatMap(([id, { name, osiApproved }]) => [[fold(id), osiApproved], [fold(name), osiApproved]] as const))

/** What French registers write in place of an identifier. */
const words: readonly (readonly [RegExp, boolean])[] = [
  [/\b(?:non|pas) (?:libre|open source)\b|\bproprietaire\b|\bcommerciale?\b|\bediteur\b|\bclosed\b|\bfreeware\b|\bgratuit\b|\bpayante?\b/, false],
  [/\blibres?\b|\bopen source\b|\bcecill\b|\beupl\b|\ba?gpl\b|\blgpl\b|\bmit\b|\bapache\b|\bbsd\b|\bmpl\b/, true],
]

/** Whether a licence is free as it is written ("AGPL-3.0", "GPL v2 ou ultérieure", "propriétaire"); null when it is not known. */
export function isFreeLicence(written: string): boolean | null {
  const folded = fold(written)
  return approved.get(folded) ?? words.find(([word]) => word.test(folded))?.[1] ?? null
}
