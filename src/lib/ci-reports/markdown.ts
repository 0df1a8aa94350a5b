import type { Change, CheckReport } from '#lib/gate/check-report'
import { decisionWords, entriesOf, unmeasuredOf, type Entry, type Severity } from './entries.ts'
import { changeWords, coverageWords, visitWords } from './report-words.ts'
import { figuresOf, headlines } from './page-figures.ts'
import { code, words } from './safe-markdown.ts'

/** By this line a job finds its own note again, and updates it rather than adding one. */
export const noteMark = '<!-- trefle-check -->'

const most = { pages: 30, entries: 20, changes: 10 }

function more(shown: number, all: number): string[] {
  return all > shown ? ['', `… et ${all - shown} de plus dans le JSON.`] : []
}

function figuresTable({ pages }: CheckReport): string[] {
  const read = pages.filter(({ status }) => status !== 'not-measured')
  if (read.length === 0) return []
  const rows = read.slice(0, most.pages).map((page) =>
    `| ${code(page.finalUrl ?? page.url)} | ${[visitWords(page), ...figuresOf(page).map(({ text }) => text)].map(words).join(' | ')} |`)
  return ['', `| Page | Visite | ${headlines.map(({ label }) => label).join(' | ')} |`, `|---|---|${headlines.map(() => '---:|').join('')}`, ...rows, ...more(most.pages, read.length)]
}

function item({ message, selector, url, count, mend }: Entry): string {
  const where = [...(selector === '' ? [] : [code(selector)]), code(url)].join(' sur ')
  return `- **${words(message)}** ${where}${count > 1 ? ` (${count} endroits)` : ''}${mend === '' ? '' : `  \n  ${words(mend)}`}`
}

function section(title: string, entries: readonly Entry[]): string[] {
  return entries.length === 0 ? [] : ['', `### ${title} (${entries.length})`, '', ...entries.slice(0, most.entries).map(item), ...more(most.entries, entries.length)]
}

function changesSection(changes: readonly Change[]): string[] {
  const rows = changes.slice(0, most.changes).map((change) => `- ${words(changeWords(change))} ${code(change.what)}`)
  return changes.length === 0 ? [] : ['', `### Ce qui a changé (${changes.length})`, '', ...rows, ...more(most.changes, changes.length)]
}

/** A summary in Markdown, for the step summary of GitHub and the notes of GitLab and Forgejo. It holds no markup of the pages. */
export function markdown(report: CheckReport): string {
  const entries = entriesOf(report)
  const of = (severity: Severity) => entries.filter((entry) => entry.severity === severity && entry.status === 'new')
  const unmeasured = unmeasuredOf(report).map(({ url, reason }) => `- ${code(url)} ${words(reason)}`)
  return [
    noteMark, `## Trèfle : ${decisionWords(report)}`, '',
    words(coverageWords(report)), ...(report.gate?.reasons ?? []).flatMap((reason) => ['', words(reason)]),
    ...figuresTable(report),
    ...section('À corriger', of('error')), ...section('À surveiller', of('warning')), ...section('Vu, sans budget', of('note')),
    ...changesSection(report.changes ?? []),
    ...(unmeasured.length === 0 ? [] : ['', `### Pages non mesurées (${unmeasured.length})`, '', ...unmeasured]), '',
  ].join('\n')
}
