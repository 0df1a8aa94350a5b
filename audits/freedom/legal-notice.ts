import type { Artifacts } from '#model/evidence'
import type { AuditVerdict } from '#lib/define'
import { defineAudit } from '#lib/define'
import { readItems } from '#lib/statements/item'
import { legalItems, legalReferences } from '#lib/statements/legal-items'
import { noticeLink } from '#lib/statements/notice-links'
import { fold } from '#lib/words/fold'
import { isVerdict, noticeOr, statementVerdict } from '#audits/statement-verdict'

const passes: AuditVerdict = { outcome: 'pass', measure: null, findings: [] }

export default defineAudit({
  method: 2,
  unit: null,
  needs: ['links', 'notices'],
  references: legalReferences,
  text: {
    title: 'Mentions légales',
    failing: 'Les mentions légales, ou le lien qui y mène, n’ont pas été trouvées par notre test.',
    why: 'Chacun doit pouvoir savoir qui publie le site, qui en répond et qui l’héberge.',
    mend: 'Mettre un lien « Mentions légales » dans le pied de page du gabarit, et y nommer l’éditeur, le directeur de la publication et l’hébergeur, avec adresse et téléphone.',
  },
  limits: [
    'Le lien est reconnu à son texte ou à son adresse ; une page nommée autrement peut échapper au test.',
    'Les informations attendues sont cherchées par leurs mots : une absence est à vérifier par un humain.',
    'Derrière un lien, la page est lue comme le serveur l’envoie, sans lancer ses scripts.',
  ],
  judge({ links, notices }, context) {
    const notice = noticeOr('legal', notices, context, passes, legalReferences)
    if (!isVerdict(notice)) return statementVerdict(notice, readItems(legalItems, notice.text, notice.cut))
    return notice.findings.length > 0 ? notice : judgeLink(links)
  },
})

/** On every page; and where the notice has a page of its own in the sample, which is read there. */
function judgeLink(links: Artifacts['links']): AuditVerdict {
  const found = noticeLink('legal', links) !== undefined || links.some(({ text, url }) => /(?:mentions?|informations?)[ _-]legales?/.test(fold(`${text} ${url}`)))
  if (found) return passes
  return { outcome: 'fail', measure: null, findings: [{ message: 'Aucun lien vers les mentions légales n’a été trouvé par notre test sur cette page.', references: legalReferences }] }
}
