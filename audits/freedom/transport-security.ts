import type { Artifacts } from '#model/evidence'
import type { Finding } from '#model/outcome'
import type { AuditContext } from '#lib/define'
import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { httpAnswer, type HttpAnswer } from '#lib/web/http-redirect'
import { isLoopback } from '#lib/web/loopback'

const millisecondsADay = 86_400_000
const rfc = (id: string) => [{ standard: 'rfc' as const, id }]

export default defineAudit({
  method: 1,
  unit: 'day',
  needs: ['document'],
  wants: ['transport'],
  references: [
    { standard: 'rfc', id: '8996', url: 'https://www.rfc-editor.org/rfc/rfc8996' },
    { standard: 'rfc', id: '9110, section 4.2.2', url: 'https://www.rfc-editor.org/rfc/rfc9110' },
    { standard: 'observatory', id: 'Redirection', url: 'https://github.com/mdn/mdn-http-observatory' },
  ],
  text: {
    title: 'Connexion protégée',
    failing: 'La connexion à la page n’est pas protégée de bout en bout.',
    why: 'Sans HTTPS, ce qu’une personne lit ou envoie peut être vu ou changé en chemin, par exemple sur un Wi-Fi public.',
    mend: 'Servir tout le site en HTTPS, rediriger l’adresse http vers la même adresse en https, et renouveler le certificat automatiquement.',
  },
  limits: [
    'La mesure est le nombre de jours avant l’expiration du certificat du site.',
    'La redirection de http vers https n’est demandée que sur la page d’accueil.',
    'Les anciennes versions de TLS encore acceptées par le serveur ne sont pas cherchées : seule celle de la visite est lue.',
  ],
  judge({ document, transport }, context) {
    if (isLoopback(context.finalUrl)) return { outcome: 'not-applicable', measure: null, findings: [] }
    if (!context.finalUrl.startsWith('https:')) {
      return { outcome: 'fail', measure: null, findings: [{ message: 'La page s’ouvre en http : la connexion n’est pas protégée.', references: rfc('9110, section 4.2.2') }] }
    }
    if (document.tls === null) {
      return { outcome: 'to-verify', measure: null, findings: [{ message: 'À vérifier : le certificat de la connexion n’a pas pu être lu.', references: rfc('9110, section 4.2.2') }] }
    }
    const daysLeft = Math.floor((Date.parse(document.tls.validTo) - Date.parse(context.at)) / millisecondsADay)
    const findings = [...certificateFindings(document.tls.protocol, daysLeft, context), ...redirectFindings(transport, context)]
    return { outcome: findings.length > 0 ? 'fail' : 'pass', measure: { value: daysLeft, unit: 'day' }, findings }
  },
})

function certificateFindings(protocol: string, daysLeft: number, { factors }: AuditContext): Finding[] {
  const warning = factorValue(factors, 'freedom.certificate.warning')
  return [
    ...(daysLeft < 0 ? [{ message: 'Le certificat du site a expiré.', references: rfc('9110, section 4.2.2') }] : []),
    ...(daysLeft >= 0 && daysLeft < warning ? [{ message: `Le certificat du site expire dans ${daysLeft} jours.`, references: rfc('9110, section 4.2.2') }] : []),
    // RFC 8996 deprecates TLS 1.0 and 1.1.
    ...(/^(SSL|TLS 1(\.[01])?$)/.test(protocol) ? [{ message: `La connexion a employé une version ancienne (${protocol}).`, references: rfc('8996') }] : []),
  ]
}

const redirectWords: Partial<Record<HttpAnswer, string>> = {
  missing: 'L’adresse en http répond sans renvoyer vers https.',
  'http-first': 'L’adresse en http renvoie d’abord vers une autre adresse en http.',
  'off-host': 'L’adresse en http renvoie d’abord vers un autre nom que le sien.',
}

function redirectFindings(transport: Artifacts['transport'] | undefined, { url }: AuditContext): Finding[] {
  const message = transport === undefined ? undefined : redirectWords[httpAnswer(transport, url)]
  return message === undefined ? [] : [{ message, references: [{ standard: 'observatory', id: 'Redirection' }] }]
}
