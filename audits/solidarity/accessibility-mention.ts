import type { Artifacts } from '#model/evidence'
import type { Finding } from '#model/outcome'
import type { AuditContext, AuditVerdict } from '#lib/define'
import { defineAudit } from '#lib/define'
import { conformityOfRate, findMention, readStatement, type Conformity, type Statement, type StatementPart } from '#lib/accessibility/accessibility-statement'
import { factorValue } from '#lib/factors/factor-book'
import { fold } from '#lib/words/fold'

const references = [{ standard: 'law' as const, id: 'Loi 2005-102, article 47 ; décret 2019-768' }]

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['text', 'links'],
  references: [
    { standard: 'law', id: 'Loi 2005-102, article 47 ; décret 2019-768', url: 'https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/' },
    { standard: 'rgaa', id: '4.1.2', url: 'https://accessibilite.numerique.gouv.fr/' },
  ],
  text: {
    title: 'Mention et déclaration d’accessibilité',
    failing: 'La mention, le lien ou une partie attendue de la déclaration n’a pas été trouvé.',
    why: 'La déclaration dit à chacun ce qui lui est accessible, à qui écrire quand il est bloqué, et quel recours il a.',
    mend: 'Écrire en page d’accueil « Accessibilité : non conforme » (ou partiellement, ou totalement), lier cette mention à la déclaration depuis chaque page, et tenir la déclaration à jour sur le modèle du RGAA.',
  },
  limits: [
    'Le test lit le texte affiché : une mention portée par une image, ou au-delà des 40 000 premiers caractères, n’est pas vue.',
    'Il cherche les parties du modèle de déclaration par leurs mots ; il ne juge pas si le contenu est exact.',
    'Une mention trouvée ne dit pas que le site est accessible.',
  ],
  judge({ text, links }, context) {
    if (context.role === 'accessibility') return judgeStatement(readStatement(text.visibleText), context)
    return context.role === 'home' ? judgeHome(text, links) : judgeLink(links)
  },
})

type Links = Artifacts['links']

function verdict(outcome: AuditVerdict['outcome'], ...messages: string[]): AuditVerdict {
  return { outcome, measure: null, findings: messages.map((message) => ({ message, references })) }
}

const leadsToStatement = (links: Links) => links.some(({ text, url }) => /accessibilite/.test(fold(`${text} ${url}`)))

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

const required: readonly [StatementPart, string][] = [
  ['contact', 'Le moyen d’écrire à un responsable n’a pas été trouvé dans la déclaration.'],
  ['ombudsman', 'Le recours au Défenseur des droits n’a pas été trouvé dans la déclaration.'],
]
const expected: readonly [StatementPart, string][] = [
  ['standard', 'À vérifier : le référentiel (RGAA) n’a pas été trouvé dans la déclaration.'],
  ['inaccessibleContent', 'À vérifier : la liste des contenus non accessibles n’a pas été trouvée.'],
  ['technologies', 'À vérifier : les technologies du site n’ont pas été trouvées.'],
  ['environment', 'À vérifier : l’environnement de test n’a pas été trouvé.'],
  ['testedPages', 'À vérifier : la liste des pages testées n’a pas été trouvée.'],
  ['plan', 'À vérifier : le schéma pluriannuel n’a pas été trouvé.'],
]

function judgeStatement(statement: Statement, context: AuditContext): AuditVerdict {
  const missing = (wanted: typeof required) => wanted.filter(([part]) => !statement.parts.has(part)).map(([, message]) => message)
  const failures = [...stateFailures(statement), ...ageFailures(statement, context), ...missing(required)]
  const doubts = [...(statement.establishedOn === null ? ['À vérifier : la date de la déclaration n’a pas été trouvée.'] : []), ...missing(expected)]
  const findings: Finding[] = [...failures, ...doubts].map((message) => ({ message, references }))
  return { outcome: failures.length > 0 ? 'fail' : doubts.length > 0 ? 'to-verify' : 'pass', measure: null, findings }
}

const words: Record<Conformity, string> = { total: 'totalement conforme', partial: 'partiellement conforme', none: 'non conforme' }

function stateFailures({ conformities, rate }: Statement): string[] {
  const [state, other] = conformities
  if (state === undefined) return ['L’état de conformité n’a pas été trouvé dans la déclaration.']
  if (other !== undefined) return [`La déclaration donne plusieurs états : « ${conformities.map((conformity) => words[conformity]).join(' », « ')} ».`]
  if (rate === null || conformityOfRate(rate) === state) return []
  return [`L’état écrit est « ${words[state]} » ; un taux de ${String(rate).replace('.', ',')} % correspond à « ${words[conformityOfRate(rate)]} ».`]
}

/** A statement is valid three years; days are compared as text, which needs no clock and no time zone. */
function ageFailures({ establishedOn }: Statement, { at, factors }: AuditContext): string[] {
  const years = factorValue(factors, 'rgaa.statement.validity-years')
  const oldest = `${Number(at.slice(0, 4)) - years}${at.slice(4, 10)}`
  if (establishedOn === null || establishedOn >= oldest) return []
  return [`La déclaration est datée du ${establishedOn.split('-').reverse().join('/')} : elle a plus de ${years} ans.`]
}
