import type { Notice } from '#model/notice'
import type { AuditContext, AuditVerdict } from '#lib/define'
import { defineAudit } from '#lib/define'
import { readItems } from '#lib/statements/item'
import { privacyItems, privacyReferences } from '#lib/statements/privacy-items'
import { fold } from '#lib/words/fold'
import { isVerdict, noticeOr, statementVerdict } from '#audits/statement-verdict'

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['notices', 'text'],
  references: privacyReferences,
  text: {
    title: 'Information sur les données personnelles',
    failing: 'La page demande des informations, et celle qui dit ce qu’elles deviennent n’a pas été trouvée par notre test.',
    why: 'Chacun doit pouvoir savoir ce que la collectivité fait de ses données, combien de temps, et à qui s’adresser.',
    mend: 'Mettre un lien « Données personnelles » dans le pied de page, vers une page qui nomme le responsable, la déléguée à la protection des données, les finalités, les durées, les droits et la CNIL.',
  },
  limits: [
    'Les informations attendues sont cherchées par leurs mots ; le test ne juge ni leur exactitude ni si elles suffisent.',
    'Certaines ne sont dues que dans un cas qu’une machine ne connaît pas (des destinataires, un envoi hors de l’Union européenne) : une personne le sait.',
    'Derrière un lien, la page est lue comme le serveur l’envoie, sans lancer ses scripts.',
  ],
  judge({ notices, text }, context) {
    const notice = noticeOr('privacy', withinLegal(notices, context), context, missing(text.hasForm), privacyReferences)
    return isVerdict(notice) ? notice : statementVerdict(notice, readItems(privacyItems, notice.text, notice.cut))
  },
})

/** Many sites say it in their legal notice: it is then read there, unless the sample has a page for it. */
function withinLegal(notices: readonly Notice[], { role, site }: AuditContext): readonly Notice[] {
  const legal = notices.find(({ kind, failure }) => kind === 'legal' && failure === null)
  const apart = notices.some(({ kind }) => kind === 'privacy') || site?.pages.some((page) => page.role === 'privacy')
  const holds = (role === 'home' || role === 'legal') && legal && /donnees (?:a caractere )?personnel|\brgpd\b/.test(fold(legal.text))
  return holds && !apart ? [{ ...legal, kind: 'privacy' }] : notices
}

function missing(hasForm: boolean): AuditVerdict {
  const message = 'lien vers une information sur les données personnelles n’a été reconnu'
  return hasForm
    ? { outcome: 'fail', measure: null, findings: [{ message: `La page a un formulaire ; aucun ${message}.`, references: privacyReferences }] }
    : { outcome: 'to-verify', measure: null, findings: [{ message: `À vérifier : aucun ${message}.`, references: privacyReferences }] }
}
