/** The value of a JSON text; undefined when it is none, which no schema takes for a value. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
