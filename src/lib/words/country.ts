import { writtenLocale } from '#lib/words/locale'

const names = new Intl.DisplayNames([writtenLocale], { type: 'region' })

/** Name of a country by its code (ISO 3166-1 alpha-2), in the language of the pages. */
export const countryName = (code: string): string => names.of(code) ?? code
