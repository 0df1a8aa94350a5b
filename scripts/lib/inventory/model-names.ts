import { fold } from '../tables/csv-french.ts'

/** How makers are written in inventories → one name each. Longest first, so that "hewlett packard enterprise" is not "hp enterprise". */
const makers: readonly (readonly [string, string])[] = [
  ['hewlett packard enterprise', 'hpe'], ['hewlett packard', 'hp'], ['hp inc', 'hp'], ['dell inc', 'dell'], ['dell emc', 'dell'],
  ['dell computer corporation', 'dell'], ['apple inc', 'apple'], ['lenovo group limited', 'lenovo'], ['fujitsu siemens', 'fujitsu'],
  ['fujitsu client computing limited', 'fujitsu'], ['asustek computer inc', 'asus'], ['asustek', 'asus'], ['acer inc', 'acer'],
  ['samsung electric company', 'samsung'], ['samsung electronics', 'samsung'], ['microsoft corporation', 'microsoft'],
  ['cisco systems', 'cisco'], ['iiyama north america', 'iiyama'], ['seiko epson', 'epson'],
]

/** What sellers add to a model and that tells two devices of one model apart from nothing. */
const noise = new Set(['notebook', 'laptop', 'pc', 'computer', 'ordinateur', 'portable', 'desktop', 'monitor', 'ecran', 'business', 'series', 'serie'])

/**
 * A model as a key to compare: folded, makers by one name, commercial words, repeated words and spaces dropped. "Dell Inc.
 * Latitude 5420" and "DELL latitude-5420 Notebook" are equal; 7080 and 7090 never are. Empty when nothing is left.
 */
export function modelKey(text: string): string {
  let folded = ` ${fold(text)} `
  for (const [written, name] of makers) folded = folded.replaceAll(` ${written} `, ` ${name} `)
  return [...new Set(folded.trim().split(' '))].filter((word) => !noise.has(word)).join('')
}
