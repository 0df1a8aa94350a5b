import type { Notice } from '#model/notice'
import type { AuditContext } from '#lib/define'
import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { accessibilityItems, accessibilityReferences } from '#lib/statements/accessibility-items'
import { readPlan } from '#lib/statements/accessibility-plans'
import { conformityWords, declaredConformities, findMention } from '#lib/statements/conformity'
import { contradictionsOf, type Contradiction } from '#lib/statements/contradictions'
import { readItems } from '#lib/statements/item'
import { isVerdict, noticeOr, statementVerdict } from '#audits/statement-verdict'

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['notices', 'text', 'links'],
  references: [...accessibilityReferences, { standard: 'rgaa', id: '4.1.2', url: 'https://accessibilite.numerique.gouv.fr/' }],
  text: {
    title: 'Contenu de la déclaration d’accessibilité',
    failing: 'Une partie attendue de la déclaration n’a pas été trouvée, ou deux de ses informations se contredisent.',
    why: 'La déclaration dit à chacun ce qui lui est accessible, à qui écrire quand il est bloqué, et quel recours il a.',
    mend: 'Reprendre la déclaration sur le modèle du RGAA : « trefle export accessibility-statement » en écrit un brouillon, où ce qui manque est marqué.',
  },
  limits: [
    'Le test cherche quatorze éléments par leurs mots ; il ne juge pas si ce qui est écrit est exact.',
    'Derrière un lien, la page est lue comme le serveur l’envoie, sans lancer ses scripts ; un PDF fait d’images n’a pas de texte à lire.',
    'Les liens ne sont suivis que sur le domaine du site et ceux qui sont déclarés pour lui.',
    'Une déclaration bien tenue ne dit pas que le site est accessible.',
  ],
  judge({ notices, text, links }, context) {
    const missing = { outcome: 'to-verify' as const, measure: null, findings: [{ message: 'À vérifier : aucun lien vers une déclaration d’accessibilité n’a été reconnu, aucune n’a pu être lue.', references: accessibilityReferences }] }
    const notice = noticeOr('accessibility', notices, context, missing, accessibilityReferences)
    if (isVerdict(notice)) return notice
    const year = Number(context.at.slice(0, 4))
    const readings = readItems(accessibilityItems, notice.text, notice.cut).map((reading) => readPlan(reading, notice.text, notice.plans, year))
    const contradictions = contradictionsOf(notice, { at: context.at, validYears: factorValue(context.factors, 'rgaa.statement.validity-years'), planYearsMax: factorValue(context.factors, 'rgaa.plan.years-max') })
    const verdict = statementVerdict(notice, readings, [...contradictions, ...mentionContradiction(notice, [text.visibleText, ...links.map((link) => link.text)])])
    const doubts = scopeDoubts(notice, context)
    return { ...verdict, outcome: verdict.outcome === 'pass' && doubts.length > 0 ? 'to-verify' : verdict.outcome, findings: [...verdict.findings, ...doubts] }
  },
})

/** What the page where the link stands announces, against what the statement behind it says. */
function mentionContradiction({ text, format }: Notice, texts: readonly string[]): Contradiction[] {
  const mention = format === 'page' ? null : findMention(texts)
  const [state, other] = declaredConformities(text)
  if (mention === null || state === undefined || other !== undefined || mention.conformity === state) return []
  return [{ id: 'mention-and-state', message: `La page annonce « ${conformityWords[mention.conformity]} » ; la déclaration dit « ${conformityWords[state]} ».` }]
}

/** A statement on another host, a town's for one of its services, has to name the site. */
function scopeDoubts({ url, text }: Notice, context: AuditContext): ReturnType<typeof statementVerdict>['findings'] {
  const [site, host] = [new URL(context.finalUrl).hostname, URL.parse(url)?.hostname]
  if (host === site || text.toLowerCase().includes(site.replace(/^www\./, ''))) return []
  return [{ message: `À vérifier : la déclaration est celle de ${host}, et le nom de ce site n’y a pas été lu.`, url, references: accessibilityReferences, certainty: 'to-verify', item: { id: 'scope', state: 'to-verify' } }]
}
