import { z } from 'zod'
import type { Pillar } from './quantity.ts'

/** What a leaf of the clover is about, in the order of its page: each theme is an anchor of it. */
export const themesOfPillar = {
  sobriety: ['sites-web', 'materiel', 'seconde-vie', 'serveurs', 'piscines', 'comprendre-sobriete'],
  solidarity: ['trouver-de-l-aide', 'accessibilite', 'demarches', 'quartiers', 'se-former', 's-equiper', 'acces', 'egalite', 'entreprises', 'comprendre-solidarite'],
  freedom: ['participer', 'logiciels-libres', 'donnees-ouvertes', 'hebergement', 'communes', 'vie-privee', 'securite', 'comprendre-liberte'],
  transverse: ['feuille-de-route', 'evenements', 'histoire'],
} as const satisfies Record<Pillar, readonly string[]>

export const Theme = z.enum([...themesOfPillar.sobriety, ...themesOfPillar.solidarity, ...themesOfPillar.freedom, ...themesOfPillar.transverse])
export type Theme = z.infer<typeof Theme>
