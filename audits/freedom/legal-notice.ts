import type { Artifacts } from '#model/evidence'
import type { AuditVerdict } from '#lib/define'
import { defineAudit } from '#lib/define'
import { fold } from '#lib/words/fold'

const references = [{ standard: 'law' as const, id: 'Loi pour la confiance dans l’économie numérique, mentions légales' }]

/** Groups of words that a legal notice holds, on folded text, and how each is named when it is not found. */
const expectedGroups: readonly [string, RegExp][] = [
  ['le nom de l’éditeur', /editeur|edite par|edition du site|publie par|proprietaire du site/],
  ['le directeur ou la directrice de la publication', /direct(?:eur|rice) de (?:la )?publication|responsable de (?:la )?publication/],
  ['l’hébergeur', /hebergeu|heberge(?:ment)?\b|heberge par/],
  ['une adresse postale', /\b\d{5}\b [a-z]/],
  ['un numéro de téléphone', /(?:\+33 ?|\b0)[1-9](?:[ .-]?\d{2}){4}\b/],
]

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['text', 'links'],
  references,
  text: {
    title: 'Mentions légales',
    failing: 'Aucun lien vers les mentions légales n’a été trouvé par notre test.',
    why: 'Chacun doit pouvoir savoir qui publie le site, qui en répond et qui l’héberge.',
    mend: 'Mettre un lien « Mentions légales » dans le pied de page du gabarit, et y nommer l’éditeur, le directeur de la publication et l’hébergeur, avec adresse et téléphone.',
  },
  limits: [
    'Le lien est reconnu à son texte ou à son adresse ; une page nommée autrement peut échapper au test.',
    'Sur la page elle-même, les informations attendues sont cherchées par leurs mots : une absence est à vérifier par un humain.',
  ],
  judge: ({ text, links }, { role }) => (role === 'legal' ? judgeNotice(text.visibleText) : judgeLink(links)),
})

function judgeLink(links: Artifacts['links']): AuditVerdict {
  const found = links.some(({ text, url }) => /mentions? legales?|mentions?[-_]legales?|informations? legales?|informations?[-_]legales?/.test(fold(`${text} ${url}`)))
  if (found) return { outcome: 'pass', measure: null, findings: [] }
  return { outcome: 'fail', measure: null, findings: [{ message: 'Aucun lien vers les mentions légales n’a été trouvé par notre test sur cette page.', references }] }
}

function judgeNotice(visibleText: string): AuditVerdict {
  const folded = fold(visibleText)
  const missing = expectedGroups.filter(([, words]) => !words.test(folded))
  const findings = missing.map(([name]) => ({ message: `À vérifier : ${name} n’a pas été trouvé par notre test.`, references }))
  return { outcome: missing.length > 0 ? 'to-verify' : 'pass', measure: null, findings }
}
