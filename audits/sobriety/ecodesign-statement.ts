import { defineAudit } from '#lib/define'
import { ecodesignItems, ecodesignReferences } from '#lib/statements/ecodesign-items'
import { readItems } from '#lib/statements/item'
import { isVerdict, noticeOr, statementVerdict } from '#audits/statement-verdict'

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['notices'],
  references: ecodesignReferences,
  text: {
    title: 'Déclaration d’écoconception',
    failing: 'Le lien vers la déclaration d’écoconception ne mène à aucune page.',
    why: 'Elle dit ce qui a été fait pour que le site pèse moins, et ce qui reste à faire.',
    mend: 'Publier une déclaration d’écoconception : le référentiel suivi, le résultat, la date, la fonction référente, les objectifs et les actions.',
  },
  limits: [
    'Aucun texte n’oblige à publier cette déclaration : son absence n’est pas un écart.',
    'Les huit éléments cherchés sont ceux que Trèfle retient ; ils sont reconnus à leurs mots, et leur exactitude n’est pas jugée.',
    'Derrière un lien, la page est lue comme le serveur l’envoie, sans lancer ses scripts.',
  ],
  judge({ notices }, context) {
    const missing = { outcome: 'informative' as const, measure: null, findings: [{ message: 'Aucun lien vers une déclaration d’écoconception n’a été reconnu. Rien n’oblige à en publier une.', references: ecodesignReferences }] }
    const notice = noticeOr('ecodesign', notices, context, missing, ecodesignReferences)
    return isVerdict(notice) ? notice : statementVerdict(notice, readItems(ecodesignItems, notice.text, notice.cut))
  },
})
