import { countByStatus } from '#lib/publish/promises'
import { isKnown } from '#lib/publish/series'
import { t } from '#lib/words/i18n'
import { intervalWords, latestWords, pointPeriod } from '#lib/words/indicator-words'
import { typeset } from '#lib/words/typography'
import { chapterCommitments, chapterIndicators, type ReenFacts } from './reen-facts.ts'
import { isOfYear, type ReportedIndicator } from './reen-figures.ts'
import { missingOf } from './reen-missing.ts'
import { headBlocks } from './reen-report.ts'
import { bullets, heading, paragraph, table, type Report } from './report-block.ts'

/** Two figures a theme are what two pages hold. */
const perChapter = 2

function words({ indicator, share }: ReportedIndicator): { indicator: string; figure: string }[] {
  const latest = isKnown(indicator.latest) ? indicator.latest : null
  const interval = latest && intervalWords(latest, indicator.unit)
  return latest ? [{ indicator: indicator.id, figure: `${typeset(indicator.text.title)}${share === null ? '' : ' (part de l’organisation)'} : ${latestWords(indicator) ?? ''}${interval ? `, ${interval}` : ''} (${pointPeriod(latest, 'short')}, ${t(`quality.${latest.state}`).toLowerCase()})` }] : []
}

export type ThemeSummary = { title: string; figures: string[]; indicators: string[]; objectives: number | null; missing: number }

/** The best known figures of each theme, how many objectives it has and how many points it misses; the footprint first. */
export function themeSummaries(facts: ReenFacts): ThemeSummary[] {
  const missing = missingOf(facts)
  const figures = (catalogue: readonly string[]) => {
    const known = chapterIndicators(facts, catalogue)
    const told = [...known.filter(({ indicator }) => isOfYear(indicator, facts.year)), ...known.filter(({ indicator }) => !isOfYear(indicator, facts.year))].flatMap(words).slice(0, perChapter)
    return { figures: told.map(({ figure }) => figure), indicators: told.map(({ indicator }) => indicator) }
  }
  const count = (chapter: string | null) => missing.filter((each) => each.chapter === chapter).length
  return [
    { title: 'L’empreinte du numérique', ...figures(facts.frame.impact), objectives: null, missing: count(null) },
    ...facts.frame.chapters.map((chapter) => ({ title: chapter.title, ...figures(chapter.catalogue), objectives: chapterCommitments(facts, chapter).length, missing: count(chapter.id) })),
  ]
}

/** For elected members, in two pages: the best known figures of each theme, where the promises stand, how much is missing. */
export function reenSummary(facts: ReenFacts): Report {
  const { year, organisation } = facts
  const title = `L’essentiel du bilan ${year} du numérique responsable, ${organisation.name}`
  const missing = missingOf(facts)
  const promises = countByStatus(facts.commitments)
  return {
    title, subject: 'Bilan annuel, article 35 de la loi REEN : résumé pour les élus', language: 'fr',
    blocks: [
      ...headBlocks(facts, title),
      heading(2, 'Ce qui manque'),
      paragraph(`${missing.length} points restent à compléter. Le bilan les dit un par un.`),
      heading(2, 'Les six thèmes'),
      ...table('Les chiffres et les objectifs de chaque thème', ['Thème', 'Chiffres', 'Objectifs', 'Points manquants'],
        themeSummaries(facts).map((theme) => [theme.title, theme.figures.join(' ; ') || 'Aucun chiffre', theme.objectives === null ? '–' : String(theme.objectives), String(theme.missing)])),
      heading(2, 'Où en sont les objectifs'),
      ...(promises.length === 0 ? [paragraph('Aucun objectif n’est enregistré.')] : bullets(promises.map(({ status, count: many }) => `${t(`state.${status}`)} : ${many}`))),
    ],
  }
}
