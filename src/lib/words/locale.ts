import { sourceLocale } from '#lib/words/messages'

/** What the build asks of the pages; under plain Node, where the command speaks, nothing: French alone. */
const asked: Readonly<Record<string, string | undefined>> = import.meta.env ? process.env : {}

/** The language of these pages: one build of Astro, one language. */
export const locale = asked.TREFLE_LOCALE || sourceLocale

/** Every language of the dashboard, the one at the root of the site first. */
export const locales: readonly string[] = asked.TREFLE_LOCALES?.split(',') ?? [locale]

/** These pages stand at the root of the site, with the files that all languages share. */
export const atRoot = locale === locales[0]

/** The region whose habits numbers and dates follow: an English page of a European town is not written the American way. */
export const writtenIn = (language: string): string => (language === 'en' ? 'en-GB' : language)
export const writtenLocale = writtenIn(locale)

/** Where the pages of a language stand under the base of the site: "" at the root, else "/en". */
export const localePrefix = (language: string): string => (language === locales[0] ? '' : `/${language}`)

function labelOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

const labels = new Map<string, string>()

/** The name of a language in that language: "Deutsch". Kept: every page asks, and what names languages is slow to make. */
export function languageLabel(language: string): string {
  const label = labels.get(language) ?? labelOf(language)
  labels.set(language, label)
  return label
}
