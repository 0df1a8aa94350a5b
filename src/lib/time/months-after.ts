/**
 * The same day so many months later, or the last of that month when it has no such day (regulation 1182/71, article 3, paragraph 2 c).
 * Days are YYYY-MM-DD.
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, number = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(number, last))).toISOString().slice(0, 10)
}
