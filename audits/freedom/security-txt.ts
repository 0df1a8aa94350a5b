import type { SecurityTxt } from '#model/security-txt'
import type { Finding } from '#model/outcome'
import { defineAudit } from '#lib/define'

const references = [{ standard: 'rfc' as const, id: '9116', url: 'https://www.rfc-editor.org/rfc/rfc9116' }]
const yearMs = 365 * 86_400_000

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['document'],
  wants: ['securityTxt'],
  references,
  text: {
    title: 'Contact pour signaler une faille',
    failing: 'Le fichier security.txt du site ne peut pas servir tel quel.',
    why: 'Une personne qui remarque une faille doit savoir à qui le dire. Un contact périmé fait perdre ce signalement.',
    mend: 'Publier /.well-known/security.txt en texte simple, avec une adresse de contact et une date de fin de validité de moins d’un an, et le renouveler.',
  },
  limits: [
    'Aucune règle n’oblige à publier ce fichier : son absence est une suggestion, jamais un écart.',
    'Demandé une fois par site, avec la page d’accueil ; ni le contact ni la signature ne sont essayés.',
  ],
  judge({ securityTxt }, { at }) {
    const say = (outcome: 'pass' | 'fail' | 'informative' | 'to-verify' | 'not-applicable', messages: readonly string[] = []) =>
      ({ outcome, measure: null, findings: messages.map((message): Finding => ({ message, references })) })
    if (securityTxt === undefined) return say('not-applicable')
    const { status, failure, isText, sameSite, url } = securityTxt
    if (failure !== null && failure.code === 'too-large') return say('to-verify', ['À vérifier : ce qui répond à l’adresse de security.txt est trop long pour ce fichier.'])
    if (failure !== null || status === null || status >= 500) return say('to-verify', ['À vérifier : l’adresse de security.txt n’a pas répondu à notre robot.'])
    if (!sameSite) return say('to-verify', [`À vérifier : l’adresse de security.txt mène à un autre site, ${URL.parse(url)?.hostname ?? url}.`])
    if (status !== 200 || !isText) return say('informative', ['Aucun fichier security.txt n’a été trouvé par notre test : en publier un est conseillé.'])
    const faults = faultsOf(securityTxt, Date.parse(at))
    if (faults.length > 0) return say('fail', faults)
    const doubts = doubtsOf(securityTxt, Date.parse(at))
    return doubts.length > 0 ? say('to-verify', doubts) : say('pass')
  },
})

const valuesOf = ({ fields }: SecurityTxt, name: string): string[] => fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value)

/** What RFC 9116 requires: sections 2.5.3 (Contact), 2.5.5 (Expires) and 2.5.8 (Preferred-Languages). */
function faultsOf(file: SecurityTxt, atMs: number): string[] {
  const [contacts, expires] = [valuesOf(file, 'contact'), valuesOf(file, 'expires')]
  const [end] = expires.map((value) => (/^\d{4}-\d{2}-\d{2}T/i.test(value) ? Date.parse(value) : Number.NaN))
  return [
    ...(contacts.some((value) => /^(https:\/\/|mailto:|tel:)\S+$/i.test(value)) ? [] : ['Le fichier security.txt ne donne aucun contact utilisable (https, mailto ou tel).']),
    ...(expires.length === 1 ? [] : [`Le fichier security.txt donne ${expires.length} dates de fin de validité : une seule est attendue.`]),
    ...(expires.length === 1 && Number.isNaN(end) ? ['La date de fin de validité de security.txt n’est pas lisible.'] : []),
    ...(end !== undefined && end < atMs ? ['Le fichier security.txt est périmé : qui le lit ne doit plus s’y fier.'] : []),
    ...(valuesOf(file, 'preferred-languages').length > 1 ? ['Le fichier security.txt donne ses langues plusieurs fois : une seule ligne est attendue.'] : []),
  ]
}

/** What it advises: less than a year (2.5.5), and its own address among those it declares (2.5.2). */
function doubtsOf(file: SecurityTxt, atMs: number): string[] {
  const canonical = valuesOf(file, 'canonical')
  return [
    ...(valuesOf(file, 'expires').some((value) => Date.parse(value) - atMs > yearMs) ? ['À vérifier : security.txt est valable plus d’un an ; moins d’un an est conseillé.'] : []),
    ...(canonical.length > 0 && !canonical.includes(file.url) ? ['À vérifier : security.txt ne nomme pas sa propre adresse parmi celles qu’il déclare.'] : []),
  ]
}
