/** The page of the places of digital help. */
export const helpPath = '/lieux/'

/** The main navigation, in order; `also` lists the pages that belong to an entry without standing under its address. */
export const navigation = [
  { key: 'help', path: helpPath, also: ['/simple/aide/'] },
  { key: 'commitments', path: '/promesses/', also: [] },
  { key: 'figures', path: '/indicateurs/', also: ['/pilotage/', '/citoyen/', '/sobriete/', '/solidarite/', '/liberte/', '/materiel/', '/salle-serveurs/', '/communes/', '/rapport/'] },
  { key: 'sites', path: '/sites/', also: ['/defauts/', '/changements/', '/criteres/'] },
  { key: 'search', path: '/recherche/', also: [] },
] as const satisfies readonly { key: string; path: string; also: readonly string[] }[]

/** The entry of the navigation that a page belongs to. */
export function currentNav(path: string): (typeof navigation)[number]['key'] | undefined {
  return navigation.find((entry) => [entry.path, ...entry.also].some((start) => path.startsWith(start)))?.key
}
