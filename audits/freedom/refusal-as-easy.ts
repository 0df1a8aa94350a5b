import type { ConsentControl } from '#model/evidence'
import type { FactorBook } from '#model/factor'
import { defineAudit, type AuditVerdict } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { choiceReferences } from '../tracker-verdict.ts'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { toVerify: 'count' },
  needs: ['consent'],
  passes: ['cold', 'refusal'],
  accuses: true,
  references: choiceReferences,
  text: {
    title: 'Refuser aussi simplement qu’accepter',
    failing: 'Le premier écran du bandeau propose d’accepter ; notre test n’y a pas trouvé comment refuser.',
    why: 'La CNIL recommande que refuser demande le même geste qu’accepter, sur le même écran : sinon beaucoup acceptent par fatigue.',
    mend: 'Mettre « Tout refuser » à côté de « Tout accepter », avec la même taille, la même forme et un contraste suffisant.',
  },
  limits: [
    'Le bandeau est reconnu aux noms de ses boutons, en français, en anglais et en allemand, sans rien cliquer.',
    'Un écart n’est dit que si tous les boutons du bandeau sont compris ; un nom inconnu, un bandeau dans un cadre ou un simple « OK » sont à vérifier par un humain.',
    'Une différence de taille, de forme ou de contraste est à vérifier : la mise en valeur ne se réduit pas à des mesures.',
  ],
  judge({ consent }, { factors }) {
    if (!consent.bannerSeen) return say('not-applicable', 'Aucun bandeau de choix n’a été vu sur cette page.')
    const { controls = [], inFrame = false, clicks } = consent
    const steps = clicks != null && clicks > 1 ? ` Refuser a demandé ${clicks} actions à notre robot.` : ''
    const [accept, refuse] = (['accept', 'refuse'] as const).map((role) => controls.find((control) => control.role === role))
    if (accept === undefined && refuse !== undefined) return say('pass')
    if (accept === undefined) return say('to-verify', `À vérifier : un bandeau a été vu, dont notre test ne comprend pas les choix${quoted(controls)}.${steps}`)
    if (refuse !== undefined) return compare(accept, refuse, factors)
    const puzzling = controls.filter(({ role }) => role === 'other' || role === 'acknowledge')
    const seen = `le premier écran propose ${described(accept)} ; notre test n’y a pas trouvé de refus`
    if (inFrame || puzzling.length > 0) return say('to-verify', `À vérifier : ${seen}${quoted(puzzling)}.${steps}`)
    return say('fail', `Le premier écran du bandeau propose ${described(accept)} ; notre test n’y a pas trouvé de refus${quoted(controls.filter((control) => control !== accept))}.${steps}`, accept.selector)
  },
})

function say(outcome: AuditVerdict['outcome'], message?: string, selector?: string): AuditVerdict {
  const count = (value: number) => ({ value, unit: 'count' as const })
  const references = [...choiceReferences]
  return {
    outcome,
    measure: outcome === 'not-applicable' ? null : count(outcome === 'fail' ? 1 : 0),
    ...(outcome === 'not-applicable' ? {} : { details: { toVerify: count(outcome === 'to-verify' ? 1 : 0) } }),
    findings: message === undefined ? [] : [{ message, ...(selector ? { selector } : {}), references }],
  }
}

const described = ({ text, widthPx, heightPx }: ConsentControl) => `« ${text} » (${Math.round(widthPx)} × ${Math.round(heightPx)} px)`
const quoted = (controls: readonly ConsentControl[]) => (controls.length === 0 ? '' : ` (autres boutons : ${controls.slice(0, 4).map(({ text }) => `« ${text} »`).join(', ')})`)

/** Both are on the first screen: what makes the refusal less visible is told, for a human to judge. */
function compare(accept: ConsentControl, refuse: ConsentControl, factors: FactorBook): AuditVerdict {
  const ratio = factorValue(factors, 'freedom.refusal.size-ratio')
  const readable = factorValue(factors, 'freedom.refusal.contrast')
  const faint = ({ contrast }: ConsentControl) => contrast !== null && contrast < readable
  const px = (value: number) => `${Math.round(value)} px`
  const differences = [
    ...(refuse.fontPx < ratio * accept.fontPx ? [`texte de ${px(refuse.fontPx)} contre ${px(accept.fontPx)}`] : []),
    ...(refuse.heightPx < ratio * accept.heightPx ? [`hauteur de ${px(refuse.heightPx)} contre ${px(accept.heightPx)}`] : []),
    ...(accept.boxed && !refuse.boxed ? ['un lien à côté d’un bouton'] : []),
    ...(faint(refuse) && !faint(accept) ? ['un contraste plus faible'] : []),
  ]
  if (differences.length === 0) return say('pass')
  return say('to-verify', `À vérifier : « ${refuse.text} » paraît moins visible que « ${accept.text} » : ${differences.join(', ')}.`, refuse.selector)
}
