import type { CheckReport } from '#lib/gate/check-report'
import { leafPath, leafTurns } from '#lib/charts/clover'
import { escapeHtml } from '#lib/report/report-html'
import { formatDate } from '#lib/time/dates'
import { cleanText, linesWithoutControls } from '#lib/words/clean'
import { typeset } from '#lib/words/typography'
import { decisionWords, entriesOf, unmeasuredOf, type Entry, type Severity } from './entries.ts'
import { htmlStyle } from './html-style.ts'
import { changeWords, coverageWords, visitWords } from './report-words.ts'
import { figuresOf, headlines } from './page-figures.ts'

/** What each part may take of a page that opens from disk: with the rest it stays under 300 kB. */
const mostBytes = { lists: 150_000, figures: 40_000, changes: 30_000, unmeasured: 10_000 }
const mostPlaces = 6
const shownAddress = 160

/** What a page or a file says, as words of this one. */
const text = (words: string): string => escapeHtml(linesWithoutControls(words))
const said = (words: string) => text(typeset(words))
const isWeb = (url: string) => /^https?:\/\//i.test(url)
/** A long address is cut, and is then no link: half an address leads nowhere. */
const address = (url: string) => (url.length > shownAddress ? text(`${url.slice(0, shownAddress)}…`) : isWeb(url) ? `<a href="${text(url)}" rel="noreferrer">${text(url)}</a>` : text(url))

const clover = `<svg width="34" height="39" viewBox="4 0 40 46" aria-hidden="true"><path class="stem" d="M24 26C24.5 33 23.5 39 20.5 44.5"/>${leafTurns.map(({ leaf, turn }) => `<path class="leaf-${leaf}" d="${leafPath}" transform="rotate(${turn} 24 25.5)"/>`).join('')}</svg>`

/** The same sentence of the same rule, with every place where it was seen. */
type Group = { entry: Entry; places: { url: string; selector: string; count: number }[] }

function groupsOf(entries: readonly Entry[]): Group[] {
  const groups = new Map<string, Group>()
  for (const entry of entries) {
    const key = [entry.rule, entry.status, entry.message].join('\n')
    const group = groups.get(key) ?? { entry, places: [] }
    group.places.push(entry)
    groups.set(key, group)
  }
  return [...groups.values()].sort((a, b) => b.places.length - a.places.length)
}

function referencesHtml({ references }: Entry): string {
  const list = references.map(({ standard, id, url }) => (url !== undefined && isWeb(url) ? `<a href="${text(url)}" rel="noreferrer">${text(`${standard} ${id}`)}</a>` : text(`${standard} ${id}`)))
  return list.length === 0 ? '' : `<p class="note">${list.join(' · ')}</p>`
}

function article({ entry, places }: Group): string {
  const { rule, title, message, why, mend, reproduce, waived } = entry
  const shown = places.slice(0, mostPlaces).map(({ url, selector, count }) => `<li>${selector === '' ? '' : `<code>${text(selector)}</code> `}<span class="note">${address(url)}${count > 1 ? ` (${count} endroits)` : ''}</span></li>`)
  const rest = places.length > mostPlaces ? `<li class="note">… et ${places.length - mostPlaces} de plus</li>` : ''
  return `<article class="pillar-${text(rule.split('/')[0] ?? '')}">
<h3>${said(title)} <span class="note">${text(rule)}</span></h3>
<p>${said(message)}</p><ul>${shown.join('')}${rest}</ul>
${mend === '' ? '' : `<p><b>Pour y remédier.</b> ${said(mend)}</p>`}${why === '' ? '' : `<p class="note">${said(why)}</p>`}${waived === '' ? '' : `<p class="note">Accepté : ${said(waived)}</p>`}${referencesHtml(entry)}
${reproduce === '' ? '' : `<details><summary>Le revoir sur son poste</summary><pre><code>${text(reproduce)}</code></pre></details>`}</article>`
}

/** As many parts as fit, in order, and a sentence that counts the others. */
function fitted(parts: readonly string[], room: { bytes: number }): { html: string; left: string } {
  const shown: string[] = []
  for (const part of parts) {
    const bytes = new TextEncoder().encode(part).length
    if (bytes > room.bytes) break
    room.bytes -= bytes
    shown.push(part)
  }
  const left = parts.length - shown.length
  return { html: shown.join('\n'), left: left > 0 ? `<p class="note">… et ${left} de plus dans le JSON de ce passage.</p>` : '' }
}

function section(title: string, lead: string, content: string): string {
  return content === '' ? '' : `<section><h2>${text(title)}</h2>${lead === '' ? '' : `<p class="note">${text(lead)}</p>`}\n${content}</section>`
}

function table(caption: string, columns: readonly string[], rows: readonly string[], bytes: number): string {
  if (rows.length === 0) return ''
  const { html: body, left } = fitted(rows, { bytes })
  return `<div class="scroller" role="region" aria-label="${text(caption)}" tabindex="0"><table><caption>${text(caption)}</caption><thead><tr>${columns.map((column) => `<th scope="col">${text(column)}</th>`).join('')}</tr></thead><tbody>${body}</tbody></table></div>${left}`
}

function figures({ pages }: CheckReport): string {
  const rows = pages.filter(({ status }) => status !== 'not-measured').map((page) =>
    `<tr><th scope="row">${address(page.finalUrl ?? page.url)} <span class="note">${text(visitWords(page))}</span></th>${figuresOf(page).map((figure) => `<td${figure.outcome === 'fail' ? ' class="over"' : ''}>${text(figure.text)}</td>`).join('')}</tr>`)
  return table('Chiffres de chaque visite', ['Page', ...headlines.map(({ label }) => label)], rows, mostBytes.figures)
}

function changes({ changes: all = [], reference }: CheckReport): string {
  const rows = all.map((change) => `<tr><th scope="row"><code>${text(cleanText(change.what, shownAddress))}</code><span class="note">${address(change.url)}</span></th><td>${said(changeWords(change))}</td><td>${said(change.mend)}</td></tr>`)
  return table(reference ? `Depuis la référence ${reference.name}` : 'Depuis la référence', ['Quoi', 'Changement', 'Pour y remédier'], rows, mostBytes.changes)
}

const sections: readonly { title: string; lead: string; severity: Severity; accepted: boolean }[] = [
  { title: 'À corriger', lead: 'Nouveau, et au-delà d’un budget qui arrête.', severity: 'error', accepted: false },
  { title: 'À surveiller', lead: 'Nouveau, et au-delà d’un budget qui prévient.', severity: 'warning', accepted: false },
  { title: 'Vu, sans budget', lead: 'Rien ne l’arrête : un budget le demanderait.', severity: 'note', accepted: false },
  { title: 'Déjà connu', lead: 'Dans la base, toléré, ou vu à un seul chargement.', severity: 'note', accepted: true },
]

/**
 * A page that opens from disk, in light and dark, without script, picture or font from elsewhere, under 300 kB.
 * `tokens`: the colours and letters of the dashboard, as CSS.
 */
export function html(report: CheckReport, { tokens }: { tokens: string }): string {
  const entries = entriesOf(report)
  const room = { bytes: mostBytes.lists }
  const lists = sections.map(({ title, lead, severity, accepted }) => {
    const groups = groupsOf(entries.filter((entry) => entry.severity === severity && (entry.status !== 'new') === accepted))
    const { html: shown, left } = fitted(groups.map(article), room)
    return section(title, lead, shown + left)
  })
  const unmeasured = unmeasuredOf(report).map(({ url, reason }) => `<li>${address(url)}<br><span class="note">${said(reason)}</span></li>`)
  const unread = fitted(unmeasured, { bytes: mostBytes.unmeasured })
  const reasons = (report.gate?.reasons ?? []).slice(0, 30).map((reason) => `<li>${said(reason)}</li>`)
  const title = `${decisionWords(report)} · Trèfle`
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${text(title)}</title><style>${tokens}${htmlStyle}</style></head>
<body><header><p class="brand">${clover}<b>Trèfle</b></p></header>
<main><div class="answer"><h1>${text(decisionWords(report))}</h1><p class="lead">${said(coverageWords(report))}</p>${reasons.length === 0 ? '' : `<ul>${reasons.join('')}</ul>`}</div>
${section('Les chiffres', 'Le poids et le CO₂e dépendent de la visite : chaque méthode est dans le JSON.', figures(report))}
${lists.slice(0, 3).join('\n')}
${section('Ce qui a changé', '', changes(report))}
${lists[3]}
${section('Pages non mesurées', 'Ni bonnes ni mauvaises : elles n’ont pas pu être lues.', unmeasured.length === 0 ? '' : `<ul>${unread.html}</ul>${unread.left}`)}
</main><footer class="note"><p>${report.at === undefined ? '' : `${text(formatDate(report.at, 'instant', 'Europe/Paris'))} · `}${text(Object.entries(report.tool).map(([name, version]) => `${name} ${version}`).join(' · '))}</p></footer></body></html>
`
}
