import type { PublishedPlace } from '#model/place'
import type { Territory } from '#model/territory'
import { contentsOf, said, translationOf, type Contents } from '#lib/words/contents'
import { locale } from '#lib/words/locale'
import { sourceLocale } from '#lib/words/messages'
import { languageNamedIn } from '#lib/words/named-language'

/**
 * The closed lists of the national schema of places (LaMedNum, standard-mediation-num), by the field that holds them. "Ce lieu
 * n’accueille pas de public" and foreign languages are not among them: the first is never shown, the second are said as languages.
 */
export const nationalTerms = {
  prices: ['Gratuit', 'Gratuit sous condition', 'Payant'],
  access: ['Se présenter', 'Téléphoner', 'Contacter par mail', 'Envoyer un mail avec une fiche de prescription', 'Prendre un RDV en ligne'],
  needs: ['Surdité', 'Handicaps moteurs', 'Handicaps mentaux', 'Illettrisme', 'Déficience visuelle'],
  services: [
    'Acquisition de matériel informatique à prix solidaire', 'Aide aux démarches administratives', 'Maîtrise des outils numériques du quotidien',
    'Insertion professionnelle via le numérique', 'Utilisation sécurisée du numérique', 'Parentalité et éducation avec le numérique',
    'Loisirs et créations numériques', 'Compréhension du monde numérique', 'Accès internet et matériel informatique',
  ],
  languages: ['autres langues'],
} as const satisfies Partial<Record<keyof PublishedPlace, readonly string[]>>
/** What towns say of the price of a call. */
export const callPrices = ['Appel gratuit', 'Prix d’un appel local'] as const

type HelpLine = NonNullable<Territory['helpLine']>
const fields = ['prices', 'access', 'needs', 'services', 'languages'] as const

/** The terms of these places and of the help line, each once: what translations are counted on. */
export const termsOf = (places: readonly PublishedPlace[], line?: HelpLine): Set<string> =>
  new Set([...places.flatMap((place) => fields.flatMap((field) => place[field])), ...(line ? [line.hours, line.price, ...line.languages] : [])])

/** A term in another language, the name of a language as the CLDR has it; null when nobody has translated it. */
export const termIn = (language: string, term: string, contents: Contents = contentsOf(language)): string | null =>
  translationOf(term, language, contents) ?? languageNamedIn(language, term)

/** A term for the reader of these pages: translated, or marked as French. */
const saidTerm = (term: string): string => (locale === sourceLocale ? term : termIn(locale, term) ?? said(term))

/** A place whose terms are in the language of these pages; its name and its address stay. */
export const saidPlace = (place: PublishedPlace): PublishedPlace =>
  fields.reduce((saidSoFar, field) => ({ ...saidSoFar, [field]: place[field].map(saidTerm) }), place)

/** The help line in the language of these pages: its hours and its price are free text, often French alone. */
export const saidHelpLine = (line: HelpLine): HelpLine => ({ ...line, hours: said(line.hours), price: said(line.price), languages: line.languages.map(saidTerm) })
