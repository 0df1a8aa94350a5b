/** Why a text is not the JSON that was asked for. */
export class NotExact extends Error {}

const maxDepth = 32
const maxContainers = 200_000

/**
 * JSON (RFC 8259) that two programs cannot read two ways: UTF-8 without byte order mark, no name twice in an object (RFC 7493 section 2.3),
 * none that JavaScript gives a meaning to, at most 32 levels. Throws NotExact with the reason (French).
 */
export function exactJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes)
  checkShape(text)
  try {
    return JSON.parse(text)
  } catch {
    throw new NotExact('ce n’est pas du JSON')
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!text.startsWith('\uFEFF')) return text
  } catch {
    throw new NotExact('le texte n’est pas en UTF-8')
  }
  throw new NotExact('le texte commence par une marque d’ordre (BOM)')
}

/** Where the string that starts at `start` ends; the end of the text when it does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at]
    if (unit === '\\') at++
    else if (unit === '"') return at + 1
  }
  return text.length
}

/** Before anything is built of it: a text that is not JSON is left to the parser. */
function checkShape(text: string): void {
  const names: (Set<string> | null)[] = []
  let containers = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '{' || sign === '[') {
      if (names.push(sign === '{' ? new Set() : null) > maxDepth) throw new NotExact(`plus de ${maxDepth} niveaux`)
      if (++containers > maxContainers) throw new NotExact('trop d’objets')
    } else if (sign === '}' || sign === ']') names.pop()
    else if (sign === '"') {
      const end = endOfString(text, at)
      if (/^[ \t\r\n]*:/.test(text.slice(end, end + 64))) addName(names.at(-1) ?? null, text.slice(at, end))
      at = end - 1
    }
  }
}

function addName(names: Set<string> | null, quoted: string): void {
  const name = nameOf(quoted)
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') throw new NotExact(`le nom « ${name} » n’est pas admis`)
  if (names?.has(name)) throw new NotExact('un nom est donné deux fois dans un objet')
  names?.add(name)
}

/** Escapes read: "\u0061" and "a" are one name. */
function nameOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    throw new NotExact('ce n’est pas du JSON')
  }
}
