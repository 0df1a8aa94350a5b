import { createHash } from 'node:crypto'
import type { BarrierStatus, BarrierSummary } from '#lib/inbox/barriers'
import { escapeHtml } from '#lib/report/report-html'
import { linesWithoutControls } from '#lib/words/clean'
import { formatDate } from '#lib/time/dates'
import { speaks, tIn, type MessageKey, type Variables } from '#lib/words/i18n'
import { locale, writtenIn } from '#lib/words/locale'

const style = 'body{font:1.125rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}'
/** For the policy of these pages: this style and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** The language at the root of the dashboard, as its build wrote it down; under plain Node there is one language. */
const rootLanguage: string = import.meta.env?.TREFLE_ROOT_LOCALE ?? locale

/** The language of the page that a request comes from. */
export function languageOf(request: Request): string {
  const asked = new URL(request.url).searchParams.get('lang') ?? ''
  return speaks(asked) ? asked : rootLanguage
}

const spokenDay = (iso: string, language: string): string => (language === locale ? formatDate(iso) : new Intl.DateTimeFormat(writtenIn(language), { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(new Date(iso)))

function page(language: string, title: string, lines: readonly string[]): string {
  const back = `../${language === rootLanguage ? '' : `${language}/`}accessibilite/`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><style>${style}</style><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1>
${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
<p><a href="${back}">${escapeHtml(tIn(language, 'barrier.back'))}</a></p></main></body></html>
`
}

function delayOf(medianDays: number | null, settled: number, language: string): string {
  if (medianDays === null) return tIn(language, 'barrier.delay.unknown')
  return medianDays < 1 ? tIn(language, 'barrier.delay.short', { settled }) : tIn(language, 'barrier.delay', { count: Math.round(medianDays), settled })
}

/** Where a report stands, for its author: a page without script, that anything can read. */
export function statusPage({ number, state, receivedAt, decidedAt, answer }: BarrierStatus, { medianDays, settled }: BarrierSummary, language: string): string {
  const say = (key: MessageKey, variables: Variables = {}) => tIn(language, key, variables)
  return page(language, say('barrier.title', { number }), [
    say(`barrier.state.${state}`, { date: spokenDay(decidedAt ?? receivedAt, language) }),
    ...(answer === null ? [] : [say('barrier.answer', { answer: linesWithoutControls(answer) })]),
    say('barrier.keep', { number }),
    delayOf(medianDays, settled, language),
  ])
}

const told = { 403: 'barrier.why.403', 404: 'barrier.why.404', 413: 'barrier.why.413', 422: 'barrier.why.422', 429: 'barrier.why.429', 503: 'barrier.why.503' } as const satisfies Record<number, MessageKey>
const isTold = (status: number): status is keyof typeof told => status in told

/** Why a form was not taken, for who filled it. */
export function refusedPage(status: number, language: string): string {
  const reason = tIn(language, isTold(status) ? told[status] : 'barrier.why.other')
  return page(language, tIn(language, 'barrier.refused'), [tIn(language, 'barrier.refused.text', { reason })])
}
