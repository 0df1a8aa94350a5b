/**
 * Text as a reader hears it: lower case, without accents, compatibility forms and no-break spaces made plain (NFKD),
 * curly apostrophes straightened, white space folded. For finding words, never for showing them.
 */
export function fold(text: string): string {
  return foldCharacter(text).replace(/\s+/g, ' ').trim()
}

/** The same for a part of a text, whose white space stays. */
export function foldCharacter(part: string): string {
  return part.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'").toLowerCase()
}
