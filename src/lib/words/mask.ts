/** What stands for a secret. */
const mask = '•••'

/** A shorter secret cannot be hidden: its letters are in every text. */
export const shortestSecret = 4

/**
 * A value whose every text, keys included, is without the secrets: as they are, in either case, and as addresses, HTML, CSS, JSON and
 * base64 write them; cut short too, where a text was cut.
 */
export function masked<T>(value: T, secrets: readonly string[]): T {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return forms.length === 0 ? value : hidden(value, forms) as T
}

function hidden(value: unknown, forms: readonly string[]): unknown {
  if (typeof value === 'string') return withoutForms(value, forms)
  if (Array.isArray(value)) return value.map((item: unknown) => hidden(item, forms))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [withoutForms(key, forms), hidden(item, forms)]))
}

function withoutForms(text: string, forms: readonly string[]): string {
  const whole = forms.reduce((left, form) => left.replaceAll(new RegExp(form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu'), mask), text)
  if (!whole.endsWith('…')) return whole
  const cut = whole.slice(0, -1).toLowerCase()
  const begun = forms.flatMap((form) => Array.from({ length: form.length - 1 }, (_, index) => form.slice(0, index + 1).toLowerCase())).filter((part) => part.length > 1 && cut.endsWith(part))
  const longest = Math.max(0, ...begun.map(({ length }) => length))
  return longest === 0 ? whole : `${whole.slice(0, -1 - longest)}${mask}…`
}

function formsOf(secret: string): string[] {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return [
    secret, secret.normalize('NFC'), secret.trim().replace(/\s+/g, ' '),
    encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2), encodeURI(secret),
    secret.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign),
    secret.replace(/[^\w-]/g, (sign) => `\\${sign}`), JSON.stringify(secret).slice(1, -1),
    ...base64Of(secret),
  ].filter((form) => form.length >= shortestSecret)
}

function base64Of(text: string): string[] {
  const base64 = btoa(String.fromCodePoint(...new TextEncoder().encode(text))).replace(/=+$/, '')
  return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')]
}
