import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { CheckReport } from '#lib/gate/check-report'
import { UsageError } from '../command/errors.ts'
import { jsonOf } from '../files/json-text.ts'
import { guardedRequest } from '../network/guarded-request.ts'
import type { Guard } from '../network/guard.ts'
import { checkableUrl } from './checkable-url.ts'

const run = promisify(execFile)
const maxReportBytes = 64 * 1024 * 1024

/** The report that a git reference is looked for in, unless `main:path` says another. */
const defaultReference = 'trefle.reference.json'

/** What lies under one address is compared with what lies under the other; both end with a slash. */
export type Mapping = { from: string; to: string }

/** A report that was written before; a site that is measured in turn with the candidate; or nothing yet. */
export type Reference =
  | { kind: 'report'; name: string; report: CheckReport }
  | { kind: 'live'; name: string; mappingOf: (url: string) => Mapping | null }
  | { kind: 'missing'; name: string }

/** What `--reference` names: a file, an address (a report when it ends in .json, else a site), or a git reference. Throws a UsageError. */
export async function openReference(text: string, options: { guard: Guard; contact: string; allowPrivate: boolean }): Promise<Reference> {
  if (/^https?:/i.test(text)) {
    const url = checkableUrl(text, options.allowPrivate)
    return new URL(url).pathname.endsWith('.json') ? askReport(url, options) : { kind: 'live', name: url, mappingOf: onOrigin(url) }
  }
  const file = await readFile(text, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw new UsageError(`La référence ${text} ne peut pas être lue (${error.code ?? 'erreur'}).`, 'Donnez un rapport JSON de « trefle check ».')
  })
  if (file !== null) return { kind: 'report', name: text, report: reportOf(file, text) }
  return fromGit(text)
}

/** `--map`: pages of a preview, and the pages of production that they are compared with. */
export function mappedReference(mappings: readonly Mapping[]): Reference {
  return { kind: 'live', name: [...new Set(mappings.map(({ to }) => to))].join(', '), mappingOf: (url) => mappings.find(({ from }) => url.startsWith(from)) ?? null }
}

/** Where a mapping leads from an address that lies under it. */
export const mappedAddress = (url: string, { from, to }: Mapping): string => `${to}${url.slice(from.length)}`

/** "https://preview.ville.fr/=https://www.ville.fr/" */
export function readMapping(text: string): Mapping {
  const [, from, to] = /^(https?:\/\/[^=]+)=(https?:\/\/.+)$/.exec(text) ?? []
  if (from === undefined || to === undefined || !URL.canParse(from) || !URL.canParse(to)) throw new UsageError(`« ${text} » : une correspondance entre deux adresses est attendue.`, 'Par exemple : --map https://essai.ville.fr/=https://www.ville.fr/')
  return { from: withSlash(from), to: withSlash(to) }
}

/** "/pr-3" is the folder "/pr-3/", not the beginning of "/pr-31". */
function withSlash(address: string): string {
  const { href } = new URL(address)
  return href.endsWith('/') ? href : `${href}/`
}

const onOrigin = (site: string) => (url: string): Mapping => ({ from: new URL('/', url).href, to: new URL('/', site).href })

async function askReport(url: string, { guard, contact }: { guard: Guard; contact: string }): Promise<Reference> {
  const answer = await guardedRequest(url, { guard, contact, maxBytes: maxReportBytes, timeoutMs: 30_000, maxRedirects: 5 })
  if (answer.ok && answer.value.status === 404) return { kind: 'missing', name: url }
  if (!answer.ok || answer.value.status !== 200) throw new UsageError(`La référence ${url} ne répond pas (${answer.ok ? answer.value.status : answer.failure.code}).`, 'Vérifiez son adresse, ou réessayez plus tard.')
  return { kind: 'report', name: url, report: reportOf(new TextDecoder().decode(answer.value.body), url) }
}

/** A commit without the report is a first run; a name that git does not know is a mistake. */
async function fromGit(text: string): Promise<Reference> {
  const [ref = '', path = defaultReference] = text.split(/:(.*)/s)
  const known = await run('git', ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).then(() => true, () => false)
  if (!known && text.endsWith('.json')) return { kind: 'missing', name: text }
  if (!known) throw new UsageError(`La référence « ${text} » n’est ni un fichier, ni une adresse, ni une référence git.`, 'En intégration continue, la branche doit être récupérée avant (git fetch origin main).')
  const shown = await run('git', ['show', '--end-of-options', `${ref}:${path}`], { maxBuffer: maxReportBytes }).catch(() => null)
  return shown === null ? { kind: 'missing', name: `${ref}:${path}` } : { kind: 'report', name: `${ref}:${path}`, report: reportOf(shown.stdout, text) }
}

function reportOf(text: string, name: string): CheckReport {
  const parsed = CheckReport.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  throw new UsageError(`${name} n’est pas un rapport de « trefle check ».`, 'Écrivez-en un avec : trefle check … --format json=trefle.reference.json')
}
