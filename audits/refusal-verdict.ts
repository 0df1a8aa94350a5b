import type { Artifacts } from '#model/evidence'
import type { AuditVerdict } from '#lib/define'
import { choiceReferences } from './tracker-verdict.ts'

/** What follows a refusal is judged only after a refusal: without one, says why. */
export function afterRefusal(consent: Artifacts['consent'], judge: () => AuditVerdict): AuditVerdict {
  const say = (outcome: 'not-applicable' | 'to-verify', message: string): AuditVerdict => ({ outcome, measure: null, findings: [{ message, references: [...choiceReferences] }] })
  if (consent.refused) return judge()
  if (!consent.bannerSeen) return say('not-applicable', 'Aucun bandeau de choix n’a été vu sur cette page.')
  return say('to-verify', 'Un bandeau a été vu ; notre test n’y a pas trouvé comment refuser dès le premier écran.')
}
