import type { Point, PublishedIndicator } from '#model/indicator'
import { formatQuantity } from '../words/format.ts'
import { METHOD, PERIMETER, type TreeChange } from './tree-change.ts'
import { marks, splitWords } from './words.ts'

const named: Readonly<Record<string, string>> = {
  [PERIMETER]: 'Périmètre : ce qui n’est que d’un côté, entré ou sorti',
  [METHOD]: 'Méthode : l’écart entre les chiffres publiés et la lecture d’aujourd’hui',
}
type Bounded = Pick<Point, 'low' | 'high'>

/** Under this share of the change, what is left by the last bits of a sum is none. */
const NOTHING = 1e-9

/** The interval of a change is not known from those of its ends, which share their factors: what they allow to say, and no more. */
function caution(before: Bounded, after: Bounded): string {
  if (before.low === null || before.high === null || after.low === null || after.high === null) return 'Sans intervalle sur les deux chiffres, rien ne dit si l’écart est significatif.'
  return before.low <= after.high && after.low <= before.high
    ? 'Les intervalles des deux chiffres se recoupent : l’écart n’est peut-être pas significatif.'
    : 'Les intervalles des deux chiffres ne se recoupent pas.'
}

/** The answer to someone who asks why, for a terminal or in Markdown: the change, its causes from the heaviest, and what may be said of it. */
export function spokenTreeChange({ from, to, effects }: TreeChange, { unit, text }: Pick<PublishedIndicator, 'unit' | 'text'>, ends: readonly [Bounded, Bounded], format: 'text' | 'md'): string {
  const change = to.value - from.value
  const { item } = marks[format]
  const signed = (value: number) => `${value > 0 ? '+' : ''}${formatQuantity(value, unit)}`
  const least = NOTHING * Math.max(Math.abs(from.value), Math.abs(to.value))
  const told = effects.filter(({ effect }) => Math.abs(effect) > least).toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return [
    `${text.title} : ${formatQuantity(from.value, unit)} pour ${from.period}, ${formatQuantity(to.value, unit)} pour ${to.period}.`,
    ...(told.length === 0 ? ['Rien n’a changé.'] : told.map(({ cause, effect }) => item(`${signed(effect).padStart(12)}   ${named[cause] ?? cause}`))),
    item(`${signed(change).padStart(12)}   Écart`), '', caution(...ends),
    splitWords,
  ].join('\n')
}
