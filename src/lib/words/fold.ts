/**
 * Text as a reader hears it: lower case, without accents, compatibility forms and no-break spaces made plain (NFKD),
 * curly apostrophes straightened, white space folded. For finding words, never for showing them.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().toLowerCase()
}
