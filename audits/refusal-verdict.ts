import type { Artifacts } from '#model/evidence'
import type { AuditVerdict } from '#lib/define'
import { choiceReferences } from './tracker-verdict.ts'

/** What follows a refusal is judged only after a refusal: without one, says why. Null after a refusal, or when nothing is known of it. */
export function withoutRefusal(consent: Artifacts['consent'] | undefined): AuditVerdict | null {
  const say = (outcome: 'not-applicable' | 'to-verify', message: string): AuditVerdict => ({ outcome, measure: null, findings: [{ message, references: [...choiceReferences] }] })
  if (consent === undefined || consent.refused) return null
  if (!consent.bannerSeen) return say('not-applicable', 'Aucun bandeau de choix n’a été vu sur cette page.')
  if (consent.clicks != null) return say('to-verify', 'Notre robot a refusé, et le bandeau est revenu au chargement suivant : ce que vaut ce refus n’a pas pu être jugé.')
  return say('to-verify', 'Un bandeau a été vu ; notre test n’a pas trouvé comment le refuser.')
}
