const narrow = '\u202f'
const noBreak = '\u00a0'
const hyphen = '\u2011'

/**
 * French micro-typography of a sentence for people (Lexique de l’Imprimerie nationale): curly apostrophes, narrow
 * no-break space before ? ! ; % and inside « », no-break space before a colon and between a figure and its unit, unbroken inversions ("gardons‑nous"),
 * the subscript of CO₂.
 * Only for prose: never for an address, a selector or a file name.
 */
export function typeset(text: string): string {
  return text
    .replaceAll("'", '’')
    .replaceAll(/\bCO2(?=e?\b)/g, 'CO₂')
    .replaceAll(/[ \u00a0\u202f]([?!;%»])/g, `${narrow}$1`)
    .replaceAll(/«[ \u00a0\u202f]?/g, `«${narrow}`)
    .replaceAll(/ :(?= |$)/g, `${noBreak}:`)
    .replaceAll(/(?<=\d) (?=\d{3}(?!\d))/g, narrow)
    .replaceAll(/(?<=\d) (?=(?:octets|ko|Mo|kg|mg|g|t|kWh|MWh|kW|L|ms|s|ans?|mois|jours?|heures?|tonnes?|points?|pages?|sites?)(?![\p{L}\d]))/gu, noBreak)
    .replaceAll(/(?<=\p{L})-(?=(?:t-)?(?:je|tu|il|ils|elle|elles|on|nous|vous|ce)(?!\p{L}))/gu, hyphen)
    .replaceAll(/(?<=\u2011t)-(?=\p{L})/gu, hyphen)
}
