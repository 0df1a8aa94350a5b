import { contentsOf, translatedAmong } from '#lib/words/contents'
import { messagesOf } from '#lib/words/i18n'
import { locales } from '#lib/words/locale'
import { missingKeys, sourceLocale } from '#lib/words/messages'
import { sourceSentences } from './publication.ts'

/** What a language has of the messages of the pages, and of the texts of the audits and of the figures. */
export type LanguageCount = { language: string; messages: number; texts: number }
export type LanguageCounts = { allMessages: number; allTexts: number; languages: readonly LanguageCount[] }

let counted: LanguageCounts | undefined

function count(): LanguageCounts {
  const source = messagesOf(sourceLocale)
  const allMessages = Object.values(source).filter((message) => message !== '').length
  const sentences = sourceSentences()
  const languages = locales.map((language) => (language === sourceLocale
    ? { language, messages: allMessages, texts: sentences.size }
    : { language, messages: allMessages - missingKeys(source, messagesOf(language)).length, texts: translatedAmong(sentences, language, contentsOf(language)) }))
  return { allMessages, allTexts: sentences.size, languages }
}

/** How far each language of the dashboard is translated; counted once a build. */
export const languageCounts = (): LanguageCounts => (counted ??= count())
