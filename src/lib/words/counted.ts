import { saidWord } from '#lib/words/contents'
import { t } from '#lib/words/i18n'

/** What is counted one by one, as a calculation names it: each has a message that agrees with its number. */
const counted = ['agents', 'ans', 'appareils', 'applications', 'éléments', 'fois', 'indicateurs', 'jours', 'mois', 'pages', 'promesses', 'sites'] as const
const isCounted = (word: string): word is (typeof counted)[number] => (counted as readonly string[]).includes(word)

/** The word that stands after a number, agreed with it: "1 appareil", "2 appareils". Any other is a sign ("kWh") or a state, and stays. */
export const countedWord = (word: string, count: number): string => (isCounted(word) ? t(`counted.${word}`, { count }) : saidWord(word))
