import type { Artifacts } from '#model/evidence'
import type { AuditVerdict } from '#lib/define'
import { defineAudit } from '#lib/define'
import { accessibilityReferences } from '#lib/statements/accessibility-items'
import { findMention } from '#lib/statements/conformity'
import { noticeLink } from '#lib/statements/notice-links'
import { fold } from '#lib/words/fold'

const references = [{ standard: 'law' as const, id: 'Loi 2005-102, article 47 ; décret 2019-768' }]

export default defineAudit({
  method: 2,
  unit: null,
  needs: ['text', 'links'],
  references: [...accessibilityReferences, { standard: 'rgaa', id: '4.1.2', url: 'https://accessibilite.numerique.gouv.fr/' }],
  text: {
    title: 'Mention d’accessibilité et lien vers la déclaration',
    failing: 'La mention, ou le lien vers la déclaration, n’a pas été trouvé.',
    why: 'La mention dit à chacun, dès l’arrivée, où en est le site ; le lien mène à qui écrire quand on est bloqué.',
    mend: 'Écrire en page d’accueil « Accessibilité : non conforme » (ou partiellement, ou totalement) et lier cette mention à la déclaration depuis chaque page.',
  },
  limits: [
    'Le test lit le texte affiché : une mention portée par une image, ou au-delà des 40 000 premiers caractères, n’est pas vue.',
    'Une mention trouvée ne dit pas que le site est accessible.',
  ],
  judge: ({ text, links }, { role }) => (role === 'home' ? judgeHome(text, links) : judgeLink(links)),
})

type Links = Artifacts['links']

function verdict(outcome: AuditVerdict['outcome'], ...messages: string[]): AuditVerdict {
  return { outcome, measure: null, findings: messages.map((message) => ({ message, references })) }
}

const leadsToStatement = (links: Links) => noticeLink('accessibility', links) !== undefined || links.some(({ text, url }) => /accessibilite/.test(fold(`${text} ${url}`)))

function judgeHome(text: Artifacts['text'], links: Links): AuditVerdict {
  const mention = findMention([text.visibleText, ...links.map((link) => link.text)])
  const linked = leadsToStatement(links)
  if (mention?.form === 'exact' && linked) return verdict('pass')
  if (mention?.form === 'exact') return verdict('to-verify', 'La mention est présente ; aucun lien vers la déclaration n’a été reconnu.')
  if (mention?.form === 'variant') return verdict('to-verify', 'Une mention proche a été trouvée ; la formule attendue est « Accessibilité : totalement, partiellement ou non conforme ».')
  if (text.visibleText.length >= 40_000) return verdict('to-verify', 'La page est trop longue pour être lue en entier : la mention n’a pas été trouvée dans la partie lue.')
  return linked
    ? verdict('fail', 'Un lien parle d’accessibilité ; la mention « Accessibilité : totalement, partiellement ou non conforme » n’a pas été trouvée.')
    : verdict('fail', 'Ni mention ni lien vers une déclaration d’accessibilité n’a été trouvé par notre test.')
}

function judgeLink(links: Links): AuditVerdict {
  return leadsToStatement(links) ? verdict('pass') : verdict('fail', 'Aucun lien vers la déclaration d’accessibilité n’a été trouvé sur cette page.')
}
