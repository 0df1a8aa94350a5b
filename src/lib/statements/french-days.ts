const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre']

/** A day as it is written in folded French text: "14 avril 2026", "1er juin 2026", "14/04/2026", "14.04.2026", "2026-04-14". */
export const frenchDay = String.raw`(?:\d{1,2}(?:er)? (?:${months.join('|')}) \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{4}-\d{2}-\d{2})`

/** The day as YYYY-MM-DD; null for what is no day of the calendar (31/02/2026). */
export function isoDay(written: string): string | null {
  const [, day, month, year] = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(written) ?? /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(written) ?? reversed(/^(\d{4})-(\d{2})-(\d{2})$/.exec(written))
  if (day === undefined || month === undefined || year === undefined) return null
  const number = months.includes(month) ? months.indexOf(month) + 1 : Number(month)
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}

function reversed(match: RegExpExecArray | null): (string | undefined)[] {
  return match === null ? [] : [match[0], match[3], match[2], match[1]]
}
