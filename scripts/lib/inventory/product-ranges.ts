import { fold } from '../tables/csv-french.ts'

/** Ranges that a maker sells as one type of device only; a range with several (Precision, Vostro, Surface, ThinkStation P) is not here. */
const ranges: Readonly<Record<string, readonly string[]>> = {
  laptop: ['latitude', 'elitebook', 'probook', 'zbook', 'thinkpad', 'thinkbook', 'ideapad', 'macbook', 'travelmate', 'lifebook', 'toughbook', 'vivobook', 'zenbook', 'expertbook', 'chromebook'],
  desktop: ['optiplex', 'elitedesk', 'prodesk', 'thinkcentre', 'ideacentre', 'mac mini', 'macmini', 'veriton'],
  'thin-client': ['wyse'],
  monitor: ['prolite', 'ultrasharp', 'thinkvision', 'elitedisplay', 'prodisplay', 'syncmaster'],
  smartphone: ['iphone', 'fairphone', 'xcover'],
  tablet: ['ipad', 'galaxy tab'],
  printer: ['laserjet', 'ecosys'],
  'printer-a3': ['bizhub', 'imagerunner'],
  server: ['poweredge', 'proliant', 'primergy', 'thinksystem sr'],
  switch: ['catalyst', 'procurve'],
  firewall: ['fortigate', 'stormshield'],
}

const typeOf = new Map(Object.entries(ranges).flatMap(([type, names]) => names.map((name) => [name, type] as const)))

/** Reference type of a range of products named in a model; null when it names none, or several that disagree. */
export function typeOfRange(model: string): string | null {
  const words = fold(model).split(' ')
  const pairs = words.map((word, i) => `${word} ${words[i + 1] ?? ''}`)
  const found = new Set([...words, ...pairs].flatMap((phrase) => typeOf.get(phrase) ?? []))
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
