/** Compares two cells by their keys: figures as figures, words as the language orders them; what is unknown (an empty key) stays last both ways. */
export function byKey(direction: 'ascending' | 'descending', language: string): (a: string, b: string) => number {
  const words = new Intl.Collator(language, { numeric: true })
  const sign = direction === 'ascending' ? 1 : -1
  return (a, b) => {
    if (a === '' || b === '') return Number(a === '') - Number(b === '')
    const [first, second] = [Number(a), Number(b)]
    return sign * (Number.isNaN(first) || Number.isNaN(second) ? words.compare(a, b) : first - second)
  }
}
