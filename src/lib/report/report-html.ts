import type { Inline, Report, ReportBlock } from './report-block.ts'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeHtml = (words: string): string => words.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

/** Only web addresses become links: a text may hold any. */
const isLink = (href: string) => /^(https?:|mailto:)/i.test(href)

function inline({ text, strong, emphasis, href }: Inline): string {
  const words = escapeHtml(text)
  const marked = strong ? `<strong>${words}</strong>` : emphasis ? `<em>${words}</em>` : words
  return href !== undefined && isLink(href) ? `<a href="${escapeHtml(href)}">${marked}</a>` : marked
}
const line = (content: readonly Inline[]) => content.map(inline).join('')

/** The column after the heads that says most, from 1: it takes the room that the others leave. */
function widest(columns: readonly string[], rows: readonly (readonly string[])[]): number {
  const lengths = columns.map((_, index) => (index === 0 ? 0 : rows.reduce((sum, row) => sum + (row[index] ?? '').length, 0)))
  return lengths.indexOf(Math.max(...lengths)) + 1
}

function tableHtml({ caption, columns, rows }: Extract<ReportBlock, { kind: 'table' }>): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  const body = rows.map(([first = '', ...cells]) => `<tr><th scope="row">${escapeHtml(first)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('\n')
  return `<div class="table table-${columns.length} wide-${widest(columns, rows)}" role="region" aria-label="${escapeHtml(caption)}" tabindex="0"><table>\n<caption>${escapeHtml(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>`
}

function block(each: ReportBlock): string {
  switch (each.kind) {
    case 'heading': return `<h${each.level}${each.id === undefined ? '' : ` id="${escapeHtml(each.id)}"`}>${escapeHtml(each.text)}</h${each.level}>`
    case 'paragraph': return `<p${each.note ? ' class="note"' : ''}>${line(each.content)}</p>`
    case 'list': return `<${each.ordered ? 'ol' : 'ul'}>${each.items.map((item) => `<li>${line(item)}</li>`).join('')}</${each.ordered ? 'ol' : 'ul'}>`
    case 'table': return tableHtml(each)
    case 'chart': return `<figure><figcaption>${escapeHtml(each.title)}</figcaption><img alt="${escapeHtml(each.alt)}" width="${each.widthPx}" height="${each.heightPx}" src="data:image/svg+xml,${encodeURIComponent(each.svg)}"></figure>`
  }
}

function contents(blocks: readonly ReportBlock[]): string {
  const chapters = blocks.flatMap((each) => (each.kind === 'heading' && each.level === 2 && each.id !== undefined ? [`<li><a href="#${escapeHtml(each.id)}">${escapeHtml(each.text)}</a></li>`] : []))
  return chapters.length < 2 ? '' : `<nav aria-label="Sommaire"><ul>${chapters.join('')}</ul></nav>`
}

const style = `
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #4a463f; } }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: #171512; background: #fff; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; break-after: avoid; }
h2 { margin-top: 2.5rem; border-top: 3px solid #3f6f4c; padding-top: .75rem; }
.note { color: #4a463f; font-size: .9em; }
a { color: #2b5a38; }
.table { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; min-width: 36rem; table-layout: fixed; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { box-sizing: border-box; border: 1px solid #8a857a; padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: #eef2ea; }
tbody th { font-weight: 600; }
th:first-child { width: 30%; }
.table-2 th:first-child { width: 40%; }
.table-4.wide-2 th:nth-child(2) { width: 42%; }
.table-4.wide-4 th:last-child { width: 38%; }
.table-5 th:nth-child(3) { width: 20%; }
.table-5 th:nth-child(4) { width: 12%; }
.table-5 th:last-child { width: 22%; }
h2 + .note { break-after: avoid; }
tr { break-inside: avoid; }
caption, thead { break-after: avoid; }
tbody tr:first-child { break-before: avoid; }
figure { display: inline-block; vertical-align: top; width: 27rem; max-width: 100%; margin: 1rem 1rem 0 0; break-inside: avoid; }
figcaption { font-weight: 600; font-size: .9em; }
img { display: block; max-width: 100%; height: auto; margin: .5rem 0; }
@media print { body { padding: 0; max-width: none; font-size: 10pt; } h2 { margin-top: 1.5rem; } .table { overflow: visible; } table { min-width: 0; font-size: 8.5pt; } figure { width: 48%; margin-right: 1%; } }
`

/** A whole page without script, picture or font from elsewhere: it can be mailed, archived and printed. */
export function reportHtml({ title, subject, language, blocks }: Report): string {
  const [head, ...rest] = blocks
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(subject)}">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${head === undefined ? '' : block(head)}
${contents(blocks)}
${rest.map(block).join('\n')}
</main>
</body>
</html>
`
}
