import type { PublishedIndicator } from '#model/indicator'
import { isTotal } from '#lib/publish/sums'
import { pointPeriod } from '#lib/words/indicator-words'
import { chapterCommitments, chapterIndicators, followed, unplacedCommitments, type ReenFacts } from './reen-facts.ts'
import { isOfYear } from './reen-figures.ts'

/** What keeps a report from being whole, chapter by chapter; `chapter` null: the whole report. */
export type Missing = { chapter: string | null; what: string; how: string }

function missingFigure({ text, latest }: PublishedIndicator, year: string): Pick<Missing, 'what' | 'how'> {
  const last = latest?.value == null ? null : pointPeriod(latest)
  const what = latest?.state === 'suppressed' ? `${text.title} : trop petit nombre, le chiffre n’est pas publié.`
    : last === null ? `${text.title} : aucun chiffre.` : `${text.title} : pas de chiffre de ${year} (dernier connu : ${last}).`
  return { what, how: `${text.howToSupply} ${text.holder}.` }
}

function missingOfAll({ split, organisation, territory, indicators, frame, commitments }: ReenFacts): Missing[] {
  const sharers = territory.organisations.filter(({ kind }) => kind === 'commune' || kind === 'epci').length > 1
  const sums = indicators.some(({ indicator }) => indicator.latest?.value != null && isTotal(indicator.id) && frame.impact.includes(indicator.catalogue ?? ''))
  const noRule = split === null && sharers && sums
  const outside = split !== null && !split.shares.some((share) => share.organisation === organisation.id)
  return [
    ...(noRule || outside ? [{ chapter: null, what: 'La règle qui répartit le parc partagé entre organisations.', how: 'Écrire split.yml à côté des textes. Jusque-là, les totaux sont ceux du parc entier.' }] : []),
    ...(commitments.length === 0 ? [{ chapter: null, what: 'Aucun objectif n’est enregistré.', how: 'Les écrire dans commitments.yml, avec la délibération qui les fixe.' }] : []),
  ]
}

/** Everything that is missing, the whole report first, then by chapter: the text, the figures, the targets. */
export function missingOf(facts: ReenFacts): Missing[] {
  const { year, frame, texts } = facts
  const figures = (catalogue: readonly string[], chapter: string | null): Missing[] =>
    chapterIndicators(facts, catalogue).filter(({ indicator }) => !isOfYear(indicator, year)).map(({ indicator }) => ({ chapter, ...missingFigure(indicator, year) }))
  const targets = (promises: ReturnType<typeof chapterCommitments>, chapter: string | null): Missing[] =>
    promises.filter(({ commitment: { target, doneOn } }) => target === null && doneOn === null)
      .map(({ commitment }) => ({ chapter, what: `Une cible chiffrée et une échéance : « ${commitment.text} »`, how: `À fixer par délibération. ${commitment.function}.` }))
  return [
    ...missingOfAll(facts),
    ...figures(frame.impact, null),
    ...frame.chapters.flatMap((chapter) => [
      ...(texts.has(chapter.id) ? [] : [{ chapter: chapter.id, what: 'Le texte : ce qui a été fait, les moyens, la suite.', how: `L’écrire dans ${chapter.id}.md.` }]),
      ...figures(chapter.catalogue, chapter.id),
      ...targets(chapterCommitments(facts, chapter), chapter.id),
    ]),
    ...targets(unplacedCommitments(facts), null),
  ]
}

/** How many of the figures followed are known for the year. */
export function coverageOf(facts: ReenFacts): { known: number; asked: number } {
  const all = followed(facts)
  return { known: all.filter(({ indicator }) => isOfYear(indicator, facts.year)).length, asked: all.length }
}
