import type { DeviceState } from '#model/local-inventory'
import { fold } from '../tables/csv-french.ts'

/**
 * What an inventory line may tell, and the headers that say it, the surest first. Names of people, addresses of machines and the like
 * have no field: they are never read.
 */
export const inventoryColumns = {
  type: ['type', 'type de matériel', 'type matériel', 'type d’équipement', 'type équipement', 'catégorie', 'nature', 'famille', 'désignation du type', 'type de bien', 'type d’appareil', 'type de poste', 'type d’actif', 'catégorie de matériel', 'catégorie d’équipement', 'nature du matériel', 'famille de matériel', 'appareil', 'équipement', 'matériel'],
  maker: ['marque', 'fabricant', 'constructeur', 'manufacturer', 'brand'],
  model: ['modèle', 'modele', 'model', 'référence modèle', 'désignation modèle', 'désignation du modèle', 'nom du modèle', 'modèle du matériel', 'marque/modèle', 'marque et modèle', 'désignation', 'libellé'],
  serial: ['n° de série', 'numéro de série', 'no série', 'num série', 'n° série', 's/n', 'serial', 'serial number', 'numéro série', 'numéro de série constructeur', 'sn', 'service tag', 'nomEquipementPhysique'],
  quantity: ['quantité', 'quantite', 'qté', 'nombre', 'nb', 'nbre', 'nombre d’appareils', 'nombre d’unités'],
  state: ['état', 'statut', 'situation', 'status', 'état du matériel', 'statut du matériel', 'état du bien'],
  organisation: ['service', 'organisation', 'direction', 'établissement', 'entité', 'nomEntite', 'site', 'structure', 'service utilisateur', 'service affectataire', 'direction/service', 'service/direction', 'pôle', 'département', 'localisation', 'lieu', 'bâtiment', 'affectation'],
  siret: ['siret', 'n° siret', 'siret établissement'],
  purchase: ['date d’achat', 'date achat', 'dateAchat', 'date d’acquisition', 'date acquisition', 'achat', 'date de mise en service', 'mise en service', 'mis en service le', 'acheté le', 'acquis le', 'date d’entrée', 'date de livraison', 'date de facture', 'date de facturation', 'année d’achat', 'année achat', 'année d’acquisition', 'année de mise en service', 'gestion - date d’achat', 'informations financières et administratives - date d’achat', 'année'],
  retirement: ['date de réforme', 'date réforme', 'date de sortie', 'dateRetrait', 'date de retrait', 'réformé le', 'sorti le', 'sortie du parc', 'date de mise au rebut', 'date de cession'],
  refurbished: ['reconditionné', 'reconditionne', 'matériel reconditionné', 'occasion'],
  outlet: ['devenir', 'destination', 'filière', 'filière de sortie', 'mode de sortie'],
} as const satisfies Record<string, readonly string[]>
export type InventoryField = keyof typeof inventoryColumns

export type Outlet = 'reuse' | 'recycling'

/** A meaning, and the local words that have it. */
type Words<T> = readonly [T, readonly string[]]

/**
 * Local type → id of datasets/factors, by how a label starts; the longest word wins ("téléphone portable" before "téléphone").
 * The English ones are also those of the chassis that agents report (SMBIOS, DMTF DSP0134 7.4.1); "All in One" has no factor.
 */
const typeWords: Readonly<Record<string, readonly string[]>> = {
  laptop: ['ordinateur portable', 'pc portable', 'portable', 'micro portable', 'laptop', 'notebook', 'sub notebook', 'convertible', 'ultraportable', 'macbook'],
  desktop: ['ordinateur', 'ordinateur fixe', 'ordinateur de bureau', 'pc', 'pc fixe', 'pc de bureau', 'poste fixe', 'unité centrale', 'uc', 'micro ordinateur', 'mini pc', 'desktop', 'low profile desktop', 'mini tower', 'tower', 'space saving', 'stick pc', 'tour'],
  workstation: ['station de travail', 'workstation', 'station graphique'],
  'thin-client': ['client léger', 'terminal léger', 'thin client'],
  monitor: ['écran', 'moniteur', 'monitor', 'display'],
  tv: ['téléviseur', 'télévision', 'tv'],
  projector: ['vidéoprojecteur', 'projecteur', 'vpi'],
  smartphone: ['smartphone', 'téléphone portable', 'téléphone mobile', 'mobile', 'iphone'],
  'ip-phone': ['téléphone', 'téléphone ip', 'téléphone fixe', 'poste téléphonique', 'poste ip'],
  tablet: ['tablette', 'ipad', 'tablet'],
  printer: ['imprimante', 'imprimante laser', 'printer'],
  'printer-a3': ['copieur', 'photocopieur', 'multifonction', 'imprimante multifonction', 'mfp'],
  server: ['serveur', 'server', 'rack mount chassis', 'main server chassis', 'blade'],
  'storage-bay': ['baie de stockage', 'baie de disques', 'san'],
  switch: ['switch', 'switches', 'commutateur'],
  router: ['routeur', 'router'],
  firewall: ['pare feu', 'firewall'],
  'access-point': ['borne wifi', 'borne wi fi', 'point d’accès', 'access point'],
  box: ['box', 'box internet'],
}

/** Labels that start like a known type and are another thing: they stay unknown until a person maps them. */
const notTypes = ['écran interactif', 'écran de projection', 'tour de charge', 'mobile de bureau', 'tableau interactif']

const stateWords: readonly Words<DeviceState>[] = [
  ['in-use', ['en service', 'en production', 'en usage', 'utilisé', 'affecté', 'attribué', 'actif', 'déployé', 'en place', 'prêté', 'in use']],
  ['in-stock', ['en stock', 'stock', 'en réserve', 'réserve', 'disponible', 'non affecté', 'spare', 'à déployer', 'in stock']],
  ['retired', ['réformé', 'réforme', 'retiré', 'sorti', 'sorti du parc', 'mis au rebut', 'au rebut', 'rebut', 'hs', 'hors service', 'volé', 'perdu', 'cédé', 'donné', 'recyclé', 'déclassé', 'retired']],
]

const outletWords: readonly Words<Outlet>[] = [
  ['reuse', ['don', 'donné', 'réemploi', 'réutilisation', 'reconditionnement', 'vente', 'cession', 'association']],
  ['recycling', ['recyclage', 'recyclé', 'deee', 'd3e', 'déchet', 'éco organisme', 'destruction', 'rebut']],
]

/** What fills the serial's cell when there is none: two such devices are not duplicates. */
const noSerial = new Set(['', 'na', 'n a', 'nc', 'nd', 'nr', 'ras', 'tbd', 'inconnu', 'inconnue', 'neant', 'sans', 'aucun', 'none', 'null', 'nan', 'absent', 'absente', 'illisible', 'vide', 'indisponible', 'inconnus', 'unknown', 'idem', 'default string', 'to be filled by o e m', 'system serial number'])
/** Words that say so, without a figure: « à compléter », « en attente », « pas de n° », « non communiqué », « not specified ». */
const SAYS_NONE = /^(a|en|pas|non|sans|not) [a-z ]+$/
/** « 0000 », « xxxx », « - »: one sign, again and again. */
const ONE_SIGN = /^(.)\1*$/

const types = phrases<string | null>([...Object.entries(typeWords), [null, notTypes]])
const states = phrases(stateWords)
const outlets = phrases(outletWords)

/** Factor id of a local type label; null when no word of the list starts it. */
export function typeOfWords(label: string): string | null {
  return longestStart(types, label) ?? null
}

/** State of a device in a local word; null when it is not one of the list. */
export function stateOfWords(label: string): DeviceState | null {
  return longestStart(states, label) ?? null
}

/** Where a retired device went; null when the words do not tell. */
export function outletOfWords(label: string): Outlet | null {
  return longestStart(outlets, label) ?? null
}

/** « Ordinateurs portables »: alone on its line, it heads those that follow. */
export const isPlural = (label: string): boolean => singular(label) !== fold(label)

/** Whether a label is one of the words of the list, and nothing more. */
export const isTypeWord = (label: string): boolean => types.has(singular(label))
export const isStateWord = (label: string): boolean => states.has(singular(label))
export const isOutletWord = (label: string): boolean => outlets.has(singular(label))

/** The serial as a key to find duplicates; null when the cell holds none. It never leaves the reading of the file. */
export function serialKey(text: string): string | null {
  const words = fold(text)
  const key = words.replaceAll(' ', '')
  return noSerial.has(words) || SAYS_NONE.test(words) || ONE_SIGN.test(key) ? null : key
}

/** "Réformées" and "réformé", "ordinateurs portables" and "ordinateur portable" are one. */
function singular(text: string): string {
  return fold(text).split(' ').map((word) => (word.length > 3 ? word.replace(/[sx]$/, '').replace(/ee$/, 'e') : word)).join(' ')
}

function phrases<T>(words: readonly Words<T>[]): ReadonlyMap<string, T> {
  return new Map(words.flatMap(([value, list]) => list.map((word) => [singular(word), value] as const)))
}

function longestStart<T>(known: ReadonlyMap<string, T>, label: string): T | undefined {
  const words = singular(label).split(' ')
  for (let length = words.length; length > 0; length -= 1) {
    const phrase = words.slice(0, length).join(' ')
    if (known.has(phrase)) return known.get(phrase)
  }
  return undefined
}
