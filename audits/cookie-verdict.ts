import type { Artifacts } from '#model/evidence'
import type { FactorBook } from '#model/factor'
import type { Finding } from '#model/outcome'
import type { KnownCookie } from '#model/third-party'
import type { AuditContext, AuditVerdict } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { knownCookie } from '#lib/web/registry'
import { choiceReferences } from './tracker-verdict.ts'

/** A cookie or a stored item, seen the same way: article 82 does not care for the technique. */
type Item = { kind: string; name: string; domain: string; lasts: boolean; claimedDays: number | null; jarDays: number | null; valueLength: number | null }
type Sighting = { level: 'fail' | 'to-verify' | 'informative'; message: string }

const followingPurposes: ReadonlySet<KnownCookie['purpose']> = new Set(['advertising', 'social', 'analytics', 'session-recording'])

/** Cookies and storage found at a moment when nobody has accepted anything. No value is ever read: names, lengths and lifetimes are. */
export function judgeStorage(cookies: Artifacts['cookies'], storage: Artifacts['storage'], { registry, factors }: AuditContext, moment: string): AuditVerdict {
  const items = [...cookies.map(cookieItem), ...storage.map(storageItem)]
  const seen = items.flatMap((item) => sighting(item, knownCookie(item.name, registry), factors, moment) ?? [])
  const at = (level: Sighting['level']) => seen.filter((one) => one.level === level)
  const levels = ['fail', 'to-verify', 'informative'] as const
  return {
    outcome: levels.find((level) => at(level).length > 0) ?? 'pass',
    measure: { value: at('fail').length, unit: 'count' },
    details: { toVerify: { value: at('to-verify').length, unit: 'count' }, stored: { value: items.length, unit: 'count' } },
    findings: levels.flatMap(at).map(({ level, message }): Finding => ({ message, references: [...choiceReferences], ...(level !== 'fail' && { certainty: level }) })),
  }
}

function cookieItem({ name, domain, claimedDays, jarDays, valueLength }: Artifacts['cookies'][number]): Item {
  return { kind: 'cookie', name, domain, lasts: jarDays !== null || claimedDays !== null, claimedDays, jarDays, valueLength }
}

const storageWords = { local: 'stockage local', session: 'stockage de session', indexeddb: 'base locale' } as const

function storageItem({ kind, origin, name, valueLength }: Artifacts['storage'][number]): Item {
  const domain = URL.parse(origin)?.hostname ?? origin
  return { kind: storageWords[kind], name, domain, lasts: kind !== 'session', claimedDays: null, jarDays: null, valueLength }
}

/** What to say of one item; null when a known purpose needs no choice. */
function sighting(item: Item, known: KnownCookie | null, factors: FactorBook, moment: string): Sighting | null {
  const where = `${item.kind} « ${item.name} » (${item.domain}) ${moment}`
  if (known?.choice === 'yes') return { level: 'fail', message: `${capital(where)} : ${known.tool}, un usage qui peut nécessiter un consentement.` }
  if (known !== null && followingPurposes.has(known.purpose)) return longLife(item, known, factors, where)
  if (known?.choice === 'no') return null
  if (known !== null) return { level: 'to-verify', message: `À vérifier : ${where}, ${known.tool}.` }
  if (item.lasts && (item.valueLength === null || item.valueLength >= factorValue(factors, 'freedom.storage.identifier-length'))) {
    return { level: 'to-verify', message: `À vérifier : ${where}, usage inconnu, assez long pour reconnaître un visiteur.` }
  }
  return { level: 'informative', message: `${capital(where)} : usage inconnu, ${item.lasts ? 'valeur courte' : 'effacé à la fermeture du navigateur'}.` }
}

/** Thirteen months, as the CNIL recommends for audience measurement; the claim counts, since Chromium's jar caps at 400 days. */
function longLife(item: Item, { tool }: KnownCookie, factors: FactorBook, where: string): Sighting {
  const limit = factorValue(factors, 'freedom.cookie.lifetime-limit')
  if (item.claimedDays !== null && item.claimedDays > limit) {
    return { level: 'fail', message: `${capital(where)} : ${tool}, durée demandée de ${Math.round(item.claimedDays)} jours ; la CNIL recommande 13 mois au plus.` }
  }
  if (item.claimedDays === null && item.jarDays !== null && Math.round(item.jarDays) >= factorValue(factors, 'freedom.cookie.jar-cap')) {
    return { level: 'to-verify', message: `À vérifier : ${where}, ${tool}, durée d’au moins 400 jours (plafonnée par le navigateur).` }
  }
  return { level: 'to-verify', message: `À vérifier : ${where}, ${tool} ; son réglage ne se voit pas de l’extérieur.` }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
