import { isIP } from 'node:net'
import { UsageError } from '../command/errors.ts'
import { checkAddress } from '../network/address.ts'

/** The address as a URL that may be loaded, or a UsageError: the browser is never started for another scheme. */
export function checkableUrl(text: string, allowPrivate: boolean): string {
  const url = URL.parse(text)
  if (url === null) throw new UsageError(`« ${text} » n’est pas une adresse web.`, 'Écrivez-la en entier, par exemple https://www.ville.fr/')
  if (!['http:', 'https:'].includes(url.protocol)) throw new UsageError(`« ${text} » : seules les adresses http et https sont visitées.`, 'Retirez cette adresse ou corrigez son début.')
  if (url.username !== '' || url.password !== '') throw new UsageError(`L’adresse de ${url.host} contient un identifiant ou un mot de passe.`, 'Retirez-les de l’adresse ; une authentification se donne dans TREFLE_BASIC_AUTH (docs/guides/gate.md).')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPrivate = isIP(host) === 0 ? /(^|\.)localhost\.?$/.test(host) : checkAddress(host) !== null
  if (isPrivate && !allowPrivate) throw new UsageError(`« ${text} » est une adresse privée.`, 'Ajoutez --allow-private si ce site est le vôtre.')
  return url.href
}
