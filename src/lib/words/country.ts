const names = new Intl.DisplayNames(['fr'], { type: 'region' })

/** French name of a country by its code (ISO 3166-1 alpha-2). */
export const countryName = (code: string): string => names.of(code) ?? code
