/** "24 ko", "1,2 Mo": what a person reads of the weight of a file. */
export function spokenBytes(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'ko'] : [bytes / 1e6, 'Mo']
  return `${value.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} ${unit}`
}
