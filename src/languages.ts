import { termIn } from '#lib/places/place-terms'
import { contentsOf, translatedAmong } from '#lib/words/contents'
import { messagesOf } from '#lib/words/i18n'
import { locales } from '#lib/words/locale'
import { missingKeys, sourceLocale } from '#lib/words/messages'
import { sourceSentences, sourceTerms } from './publication.ts'

/** What a language has of the messages of the pages, and of the texts of the audits, of the figures and of the places of help. */
export type LanguageCount = { language: string; messages: number; texts: number }
export type LanguageCounts = { allMessages: number; allTexts: number; languages: readonly LanguageCount[] }

let counted: LanguageCounts | undefined

function count(): LanguageCounts {
  const source = messagesOf(sourceLocale)
  const allMessages = Object.values(source).filter((message) => message !== '').length
  const [sentences, terms] = [sourceSentences(), [...sourceTerms()]]
  const allTexts = sentences.size + terms.length
  const languages = locales.map((language) => (language === sourceLocale
    ? { language, messages: allMessages, texts: allTexts }
    : { language, messages: allMessages - missingKeys(source, messagesOf(language)).length, texts: translatedAmong(sentences, language, contentsOf(language)) + terms.filter((term) => termIn(language, term) !== null).length }))
  return { allMessages, allTexts, languages }
}

/** How far each language of the dashboard is translated; counted once a build. */
export const languageCounts = (): LanguageCounts => (counted ??= count())
