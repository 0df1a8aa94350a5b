import type { OwnHeaders } from '#audits/gather/own-headers'
import { UsageError } from '../command/errors.ts'

/** Fields that would change what is measured, or that belong to the connection (RFC 9110 section 7.6.1). */
const refused = /^(host|connection|content-length|transfer-encoding|accept-encoding|user-agent|te|trailer|upgrade|keep-alive|proxy-.*)$/i

/** A shorter value ("true", "1") is no secret, and stands in half of what a page says. */
const shortestHidden = 8

/**
 * What the environment says to send to the audited site: TREFLE_BASIC_AUTH ("name:password") and TREFLE_HEADERS ("Name: value", one a line).
 * It goes to one origin alone. Throws a UsageError that repeats no value.
 */
export function ownHeadersFrom(environment: NodeJS.ProcessEnv, urls: readonly string[]): OwnHeaders | undefined {
  const { TREFLE_BASIC_AUTH: basic, TREFLE_HEADERS: lines } = environment
  const added = lines ? headersIn(lines) : {}
  const headers = { ...(basic ? { Authorization: basicAuthorization(basic) } : {}), ...added }
  if (Object.keys(headers).length === 0) return undefined
  const [origin, ...others] = [...new Set(urls.map((url) => new URL(url).origin))]
  if (origin === undefined || others.length > 0) throw new UsageError('TREFLE_BASIC_AUTH et TREFLE_HEADERS ne vont qu’à une seule origine.', 'Contrôlez un site à la fois quand il demande une authentification.')
  const secrets = [...(basic ? [basic, basic.slice(basic.indexOf(':') + 1), basicAuthorization(basic)] : []), ...Object.values(added)].filter(({ length }) => length >= shortestHidden)
  return { origin, headers, secrets }
}

/** RFC 7617: in UTF-8. */
function basicAuthorization(text: string): string {
  if (!/^[^:]+:/.test(text)) throw new UsageError('TREFLE_BASIC_AUTH n’a pas la forme attendue.', 'Donnez-la ainsi, dans l’environnement : nom:mot-de-passe.')
  return `Basic ${Buffer.from(text, 'utf8').toString('base64')}`
}

function headersIn(lines: string): Record<string, string> {
  return Object.fromEntries(lines.split(/\r?\n/).filter((line) => line.trim() !== '').map((line, index) => {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(line.trim()) ?? []
    if (name === undefined || value === undefined) throw new UsageError(`TREFLE_HEADERS, ligne ${index + 1} : ce n’est pas un en-tête.`, 'Un par ligne : « Nom: valeur ».')
    if (refused.test(name)) throw new UsageError(`TREFLE_HEADERS : ${name} ne peut pas être remplacé.`, 'Cet en-tête change ce qui est mesuré ; retirez-le.')
    return [name, value]
  }))
}
