import type { PublicSnapshot } from '#model/nightly'
import { t } from '#lib/words/i18n'
import type { PublicChanges } from './public-changes.ts'

/** What the digest tells beside the changes. */
export type DigestFacts = {
  territory: string
  /** Instant of the run. */
  at: string
  /** Instant of the publication before; null for the first. */
  since: string | null
  changes: PublicChanges
  /** Sources that are late or did not answer, with a sentence. */
  stale: readonly { source: string; sentence: string }[]
  /** Promises that are late or lack data, by the function in charge. */
  turns: PublicSnapshot['commitments']
}

/** Lines of each part, at most; the rest is counted. */
const shown = 12

/** What a forge follows beyond Markdown: an issue, a request or a milestone by its number, a person by their name. A number within an address is no such thing. */
const followed = /https?:\S+|(?:[#!%$]|\bGH-)(?=\d)|(?<!\w)@(?=\w)/g
/** Forges do not all heed a backslash before these, and a letter shows it; a zero-width space stops them all, and nobody sees it. */
const unfollowed = (text: string): string => text.replace(followed, (found) => (found.startsWith('http') ? found : `${found}\u200b`))

/** Text of a site or of a file, in Markdown: nothing of it is a mark, a link or a tag, but an address as it is written. What only counts at the start of a line is left alone elsewhere: people read this as it is. */
const plain = (text: string): string => unfollowed(text.trim().replace(/\s+/g, ' ')).replace(/[\\`*_[\]<|~&]/g, '\\$&').replace(/^[#+=>-]|^\d+(?=[.)])/, startsNothing)
const startsNothing = (start: string): string => (/^\d/.test(start) ? `${start}\\` : `\\${start}`)

function part(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return ''
  const rest = lines.length > shown ? [`- … ${lines.length} en tout`] : []
  return `## ${title}\n\n${[...lines.slice(0, shown).map((line) => `- ${line}`), ...rest].join('\n')}\n\n`
}

const pages = (count: number): string => (count > 1 ? `${count} pages` : `${count} page`)
const day = (instant: string): string => instant.slice(0, 10)

/** The digest of a run in Markdown: what changed, then whose turn it is. */
export function digestOf({ territory, at, since, changes, stale, turns }: DigestFacts): string {
  const { regressions, mended, indicators, commitments, files } = changes
  const head = `# ${plain(territory)} : ce qui change au ${day(at)}\n\n${since === null ? 'Première publication.' : `Depuis la publication du ${day(since)}.`}\n\n`
  const body = [
    part('Nouveaux défauts', regressions.map(({ site, title, before, now }) => `${plain(site)} : ${plain(title)}, ${pages(now)}${before > 0 ? ` (${before} avant)` : ''}`)),
    part('Défauts réparés', mended.map(({ site, title, before, now }) => `${plain(site)} : ${plain(title)}, ${now === 0 ? 'plus aucune page' : pages(now)} (${before} avant)`)),
    part('Indicateurs', indicators.map(({ title, before, now, period }) => `${plain(title)} : ${plain(now ?? 'plus de valeur')}${period === null ? '' : ` (${period})`}${before === null ? ', nouveau' : `, ${plain(before)} avant`}`)),
    part('Promesses', commitments.map(({ text, before, now }) => `${plain(text)} : ${t(`state.${now}`)}${before === null ? '' : ` (${t(`state.${before}`)} avant)`}`)),
    part('À qui de jouer', turns.map(({ function: holder, text, status }) => `${plain(holder)} : ${plain(text)} (${t(`state.${status}`)})`)),
    part('Sources à relancer', stale.map(({ source, sentence }) => `${plain(source)} : ${plain(sentence)}`)),
  ].join('')
  return `${head}${body || 'Rien de nouveau.\n\n'}Fichiers publics : nouveaux ${files.added}, modifiés ${files.changed}, retirés ${files.removed}.\n`
}
