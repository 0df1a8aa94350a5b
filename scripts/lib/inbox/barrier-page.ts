import { createHash } from 'node:crypto'
import type { BarrierStatus, BarrierSummary } from '#lib/inbox/barriers'
import { escapeHtml } from '#lib/report/report-html'
import { formatDate } from '#lib/time/dates'
import { t } from '#lib/words/i18n'
import { locale } from '#lib/words/locale'

const style = 'body{font:1.125rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}'
/** For the policy of these pages: this style and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

function page(title: string, lines: readonly string[]): string {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><style>${style}</style><title>${escapeHtml(title)}</title></head>
<body><main><h1>${escapeHtml(title)}</h1>
${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n')}
<p><a href="../accessibilite/">${escapeHtml(t('barrier.back'))}</a></p></main></body></html>
`
}

/** Where a report stands, for its author: a page without script, that anything can read. */
export function statusPage({ number, state, receivedAt, decidedAt, answer }: BarrierStatus, { medianDays, settled }: BarrierSummary): string {
  return page(t('barrier.title', { number }), [
    t(`barrier.state.${state}`, { date: formatDate(decidedAt ?? receivedAt) }),
    ...(answer === null ? [] : [t('barrier.answer', { answer })]),
    t('barrier.keep', { number }),
    medianDays === null ? t('barrier.delay.unknown') : t('barrier.delay', { days: Math.max(1, Math.round(medianDays)), settled }),
  ])
}

export const refusedPage = (reason: string): string => page(t('barrier.refused'), [t('barrier.refused.text', { reason })])
