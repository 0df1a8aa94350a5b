import { fold } from '#lib/words/fold'
import { frenchDay, isoDay } from './french-days.ts'

export type Conformity = 'total' | 'partial' | 'none'
export const conformityWords: Record<Conformity, string> = { total: 'totalement conforme', partial: 'partiellement conforme', none: 'non conforme' }
const conformityOf: Record<string, Conformity> = { totalement: 'total', partiellement: 'partial', non: 'none', totale: 'total', partielle: 'partial' }

/** The home page's mention: word for word, in other words, or not found. */
export type Mention = { form: 'exact' | 'variant'; conformity: Conformity } | null

/**
 * Looks for one of the three mentions of the RGAA's obligations: "Accessibilité : totalement conforme",
 * "… partiellement conforme", "… non conforme" (article 4 of decree 2019-768). An exact one wins over a variant.
 */
export function findMention(texts: readonly string[]): Mention {
  const folded = texts.map(fold)
  const read = (pattern: RegExp, form: 'exact' | 'variant'): Mention => {
    const conformity = conformityOf[folded.map((text) => pattern.exec(text)?.[1]).find((word) => word !== undefined) ?? '']
    return conformity === undefined ? null : { form, conformity }
  }
  return read(/accessibilite : (totalement|partiellement|non) conforme/, 'exact') ?? read(/accessibilites? ?[:(–-]? ?(totalement|partiellement|non) conforme/, 'variant')
}

/** A sentence whose subject is the service itself: one of its videos, or a definition of the three states, says nothing of it. */
const subject = String.raw`(?:\b(?:site|service|application|portail|plateforme)\b|https?://|\bwww\.)(?:(?!\. |;).){0,150}?\b`
const declared: readonly RegExp[] = [
  new RegExp(String.raw`${subject}est (?:donc |actuellement |a ce jour )?(?:declaree? )?(?:en )?(totalement|partiellement|non) conforme`, 'g'),
  new RegExp(String.raw`${subject}est en conformite (totale|partielle)`, 'g'),
  new RegExp(String.raw`${subject}(?:n')est pas (?:encore )?conforme|${subject}est en (?:non-conformite)`, 'g'),
  /accessibilite ?: ?(totalement|partiellement|non) conforme/g,
]

/** Every state that a text declares of the service itself, each once, in the order total, partial, none. */
export function declaredConformities(text: string): Conformity[] {
  const folded = fold(text)
  const states = new Set(declared.flatMap((pattern) => [...folded.matchAll(pattern)].map(([, word]) => conformityOf[word ?? 'non'])))
  return (['total', 'partial', 'none'] as const).filter((state) => states.has(state))
}

/** How a share of the criteria is written; the mean rate over pages is another number (RGAA 4.1.2, évaluation de conformité). */
export const rateWords = /(\d{1,3}(?:[.,]\d+)?) ?% (?:des|de) criteres|taux (?:global )?de conformite[^.%]{0,60}?(\d{1,3}(?:[.,]\d+)?) ?%/

/** Share of the criteria that are met as the text says it, 0 to 100; null when it says none, or an impossible one. */
export function readRate(text: string): number | null {
  const match = rateWords.exec(fold(text))
  const rate = Number((match?.[1] ?? match?.[2] ?? 'none').replace(',', '.'))
  return rate >= 0 && rate <= 100 ? rate : null
}

/** The state that a rate calls for: 100 % total, from 50 % partial, else none (RGAA 4.1.2, état de conformité). */
export function conformityOfRate(rate: number): Conformity {
  return rate >= 100 ? 'total' : rate >= 50 ? 'partial' : 'none'
}

/** Only a day that follows a word of establishment in its sentence counts: a law or an audit of others has its own dates. */
export const establishmentWords = new RegExp(String.raw`(?:etabli|mise? a jour|actualis|revise|redige)[^.]{0,80}?\b(${frenchDay})`)

/** Latest day, YYYY-MM-DD, at which the text says that it was established or updated; null when it says none. */
export function establishedOn(text: string): string | null {
  const days = [...fold(text).matchAll(new RegExp(establishmentWords, 'g'))].flatMap(([, day = '']) => isoDay(day) ?? [])
  return days.sort().at(-1) ?? null
}
