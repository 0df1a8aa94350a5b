import type { ImportReport } from '#model/source'
import { spokenLines } from '../tables/lines-apart.ts'
import type { Doubt } from './inventory-line.ts'

const sentences: Readonly<Record<Doubt, string>> = {
  'type-unknown': 'Type non reconnu, gardé sous « inconnu » et hors du calcul carbone ; « trefle match » propose quoi écrire dans matches.yml',
  'state-unknown': 'État non reconnu, compté en service ; complétez « states » dans inventory.yml',
  'organisation-unknown': 'Service non reconnu, rattaché à l’organisation de la source ; complétez « organisations » dans inventory.yml',
  'purchase-unreadable': 'Date d’achat illisible ou absente du calendrier, âge inconnu',
  'purchase-impossible': 'Date d’achat future ou trop ancienne, âge inconnu',
  'purchase-disagrees': 'L’année d’achat n’est pas celle du fichier financier : celle de l’inventaire est gardée',
  'retirement-unreadable': 'Date de sortie illisible, ignorée',
  'retirement-planned': 'Sortie prévue après l’inventaire : l’appareil est encore compté dans son état',
  'retirement-before-purchase': 'Date de sortie avant la date d’achat, ignorée',
  'state-against-date': 'Sorti du parc d’après la date, encore présent d’après l’état : compté comme sorti',
  'cell-in-error': 'Cellule en erreur (#REF!, #N/A…) lue comme vide ; corrigez la formule ou collez les valeurs',
  'serial-altered': 'Numéro de série en notation scientifique : il ne sert pas à chercher les doublons',
}

/** One note per kind of doubt, with its lines. No cell is quoted: a shifted column may hold anything. */
export function spokenDoubts(doubts: ReadonlyMap<Doubt, readonly number[]>): ImportReport['notes'] {
  return [...doubts].map(([doubt, lines]) => ({ line: lines[0] ?? null, message: `${sentences[doubt]} (${spokenLines(lines)}).` }))
}
