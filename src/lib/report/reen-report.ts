import type { PublishedCommitment } from '#model/commitment'
import type { ReenChapter } from '#model/reen-report'
import { isKnown, latestMovement } from '#lib/publish/series'
import { formatDate } from '#lib/time/dates'
import { formatQuantity, formatShare } from '#lib/words/format'
import { t } from '#lib/words/i18n'
import { intervalWords, latestWords, movementWords, pointPeriod, targetWords } from '#lib/words/indicator-words'
import { capital, typeset } from '#lib/words/typography'
import { chapterCommitments, chapterIndicators, followed, unplacedCommitments, type ReenFacts } from './reen-facts.ts'
import { figureOf, recalculated, type ReportedIndicator } from './reen-figures.ts'
import { coverageOf, missingOf, type Missing } from './reen-missing.ts'
import { bullets, heading, note, paragraph, table, type Report, type ReportBlock } from './report-block.ts'
import { trendChart } from './trend-chart.ts'

const nothing = 'Pas de chiffre'

/** The rows of a table of indicators: what is known, how sure, how it moved, and of whom. */
function indicatorRow({ indicator, share }: ReportedIndicator): string[] {
  const { latest, unit, text } = indicator
  const known = isKnown(latest) ? latest : null
  const movement = latestMovement(indicator)
  const interval = known && intervalWords(known, unit)
  return [
    typeset(text.title),
    known ? `${latestWords(indicator) ?? ''}${interval ? `, ${interval}` : ''} (${pointPeriod(known)})` : latest?.state === 'suppressed' ? t('quality.suppressed') : nothing,
    movement ? capital(movementWords(movement, unit)) : 'Rien à quoi comparer',
    t(`quality.${latest?.state ?? 'not-measured'}`),
    share === null ? typeset(text.perimeter) : `Part de l’organisation : ${formatShare(share)} du parc partagé`,
  ]
}

export function indicatorTable(caption: string, indicators: readonly ReportedIndicator[]): ReportBlock[] {
  return table(typeset(caption), ['Indicateur', 'Valeur et intervalle', 'Évolution', 'Qualité', 'Périmètre'], indicators.map(indicatorRow))
}

function commitmentRow({ organisations }: ReenFacts['territory'], { commitment, status, because }: PublishedCommitment, facts: ReenFacts): string[] {
  const unit = facts.indicators.find(({ indicator }) => indicator.id === commitment.indicator)?.indicator.unit
  const { target } = commitment
  return [
    typeset(commitment.text),
    organisations.find(({ id }) => id === commitment.organisation)?.name ?? commitment.organisation,
    target && unit ? targetWords(target, unit, 'short') : target ? `${target.value}, ${formatDate(target.due)}` : t('promise.no-target'),
    `${t(`state.${status}`)}. ${typeset(because)}`,
  ]
}

function objectives(facts: ReenFacts, commitments: readonly PublishedCommitment[], caption: string): ReportBlock[] {
  return table(caption, ['Objectif', 'Porté par', 'Cible', 'Où en est-on'], commitments.map((each) => commitmentRow(facts.territory, each, facts)))
}

/** What is put in place, in the words of the documents. */
function measures(commitments: readonly PublishedCommitment[]): ReportBlock[] {
  const actions = commitments.flatMap(({ commitment }) => commitment.actions)
  return bullets(actions.map(({ title, source }) => typeset(`${title} (${source.title}${source.on === null ? '' : `, ${source.on}`})`)))
}

function chapterBlocks(facts: ReenFacts, chapter: ReenChapter, rank: number): ReportBlock[] {
  const indicators = chapterIndicators(facts, chapter.catalogue)
  const commitments = chapterCommitments(facts, chapter)
  const actions = measures(commitments)
  return [
    heading(2, `${rank}. ${chapter.title}`, chapter.id),
    note(chapter.asks),
    heading(3, 'Objectifs'),
    ...(commitments.length === 0 ? [paragraph('Aucun objectif n’est enregistré sur ce thème.')] : objectives(facts, commitments, `Objectifs : ${chapter.title}`)),
    heading(3, 'Indicateurs'),
    ...indicatorTable(`Indicateurs : ${chapter.title}`, indicators),
    ...indicators.flatMap(({ indicator }) => trendChart(indicator) ?? []),
    heading(3, 'Mesures et moyens'),
    ...(facts.texts.get(chapter.id) ?? [paragraph(`À écrire : ce qui a été fait, avec quels moyens, et la suite (${chapter.id}.md).`)]),
    ...(actions.length === 0 ? [] : [paragraph('Actions que les documents annoncent :'), ...actions]),
  ]
}

function missingBlocks(facts: ReenFacts, missing: readonly Missing[]): ReportBlock[] {
  const of = (chapter: string | null) => missing.filter((each) => each.chapter === chapter).map(({ what, how }) => [typeset(what), typeset(how)])
  const parts: [string, string | null][] = [['L’ensemble', null], ...facts.frame.chapters.map(({ id, title }): [string, string] => [title, id])]
  return [
    heading(2, 'Ce qui manque', 'ce-qui-manque'),
    ...(missing.length === 0 ? [paragraph('Rien : chaque thème a son texte, ses chiffres et ses cibles.')]
      : [paragraph(`${missing.length} points à compléter. Ils sont dits d’abord : un chiffre absent n’est pas un zéro.`), ...parts.flatMap(([title, chapter]) => table(`Ce qui manque : ${title}`, ['Ce qui manque', 'Comment l’avoir'], of(chapter)))]),
  ]
}

function changedBlocks(facts: ReenFacts): ReportBlock[] {
  if (facts.presented === null) return []
  const words = ({ value, unit, low, high, period }: ReturnType<typeof figureOf>) => (value === null ? nothing : `${formatQuantity(value, unit, { low, high })}${period === null ? '' : ` (${period})`}`)
  const rows = recalculated(facts.presented, followed(facts).map(figureOf)).map(({ now, presented }) => [typeset(now.title), words(presented), words(now), now.method === presented.method ? 'Même méthode' : 'La méthode a changé'])
  const day = formatDate(facts.presented.on)
  return [
    heading(2, 'Ce qui a été recalculé depuis la présentation', 'recalcule'),
    ...(rows.length === 0 ? [paragraph(`Aucun chiffre n’a changé depuis ce qui a été présenté le ${day}.`)]
      : [paragraph(`Ce qui a été présenté le ${day} reste archivé tel quel. Les chiffres recalculés se lisent à côté.`), ...table('Chiffres présentés et recalculés', ['Indicateur', `Présenté le ${day}`, 'Recalculé', 'Méthode'], rows)]),
  ]
}

/** Whether the law asks for the review, said from the number of inhabitants. */
export function duty({ organisation, frame }: ReenFacts): string {
  const over = formatQuantity(frame.inhabitantsOver, 'count')
  if (organisation.inhabitants === undefined) return `La loi demande ce bilan au-dessus de ${over} habitants. Le nombre d’habitants de cette organisation n’est pas enregistré.`
  const inhabitants = new Intl.NumberFormat('fr').format(organisation.inhabitants)
  return organisation.inhabitants > frame.inhabitantsOver
    ? `${organisation.name} compte ${inhabitants} habitants : la loi lui demande ce bilan, au-dessus de ${over} habitants, avant le débat sur le budget.`
    : `${organisation.name} compte ${inhabitants} habitants. La loi demande ce bilan au-dessus de ${over} habitants : celui-ci est volontaire.`
}

const reportTitle = ({ organisation, year }: ReenFacts) => `Bilan ${year} du numérique responsable, ${organisation.name}`

/** What stands at the head of the report and of its summary. */
export function headBlocks(facts: ReenFacts, title: string): ReportBlock[] {
  const { known, asked } = coverageOf(facts)
  return [
    heading(1, title),
    ...(facts.territory.example ? [paragraph('Exemple : ce territoire est inventé, ses chiffres aussi.')] : []),
    ...(facts.territory.notice === undefined ? [] : [paragraph(typeset(facts.territory.notice))]),
    paragraph(typeset(duty(facts))),
    note(`Écrit le ${formatDate(facts.on)} depuis le registre. ${known} chiffres sur ${asked} sont connus pour ${facts.year}.`),
  ]
}

/** The whole report. Pure: the same facts give the same blocks. */
export function reenReport(facts: ReenFacts): Report {
  const { frame, split, organisation } = facts
  const title = reportTitle(facts)
  const impact = chapterIndicators(facts, frame.impact)
  const unplaced = unplacedCommitments(facts)
  const own = split?.shares.find((share) => share.organisation === organisation.id)
  return {
    title, subject: 'Bilan annuel, article 35 de la loi REEN', language: 'fr',
    blocks: [
      ...headBlocks(facts, title),
      ...missingBlocks(facts, missingOf(facts)),
      ...changedBlocks(facts),
      heading(2, 'L’empreinte du numérique', 'empreinte'),
      ...(split && own ? [paragraph(`Parc partagé : ${formatShare(own.share)} pour ${organisation.name}. Règle : ${split.rule} Source : ${split.source} La règle de l’année vaut pour toute la série.`)] : []),
      ...indicatorTable('L’empreinte du numérique', impact),
      ...impact.flatMap(({ indicator }) => trendChart(indicator) ?? []),
      ...frame.chapters.flatMap((chapter, index) => chapterBlocks(facts, chapter, index + 1)),
      ...(unplaced.length === 0 ? [] : [heading(2, 'Objectifs hors des six thèmes', 'autres'), ...objectives(facts, unplaced, 'Objectifs hors des six thèmes')]),
      heading(2, 'Références', 'references'),
      ...bullets(frame.references.map(({ label, url }) => (url === undefined ? label : `${label} : ${url}`))),
      note(frame.wording),
    ],
  }
}
