import type { Artifacts } from '#model/evidence'
import type { Finding } from '#model/outcome'
import { defineAudit } from '#lib/define'
import { isRequirement, provesFailure, ruleHelp, ruleReferences } from '../axe-rules.ts'

type AxeRule = Artifacts['axe']['violations'][number]

/** Enough to find and mend a template's defect; the measure counts every element. */
const elementsShown = 20

export default defineAudit({
  method: 2,
  unit: 'count',
  details: { toVerify: 'count' },
  needs: ['axe', 'text'],
  passes: ['cold', 'mobile'],
  references: [
    { standard: 'rgaa', id: '4.1.2', url: 'https://accessibilite.numerique.gouv.fr/' },
    { standard: 'axe', id: '4.14', url: 'https://github.com/dequelabs/axe-core' },
  ],
  text: {
    title: 'Obstacles prouvés par axe',
    failing: 'Des éléments font obstacle à certains usages, preuve à l’appui.',
    why: 'Un lecteur d’écran, un clavier ou un zoom ne peuvent pas franchir ces obstacles : des personnes ne lisent pas la page ou n’achèvent pas leur démarche.',
    mend: 'Corriger d’abord les défauts du gabarit, qui reviennent sur toutes les pages, puis vérifier au clavier et avec un lecteur d’écran.',
  },
  limits: [
    'Un test automatique ne voit qu’une partie des obstacles : l’absence d’échec ne veut pas dire que la page est accessible, et aucun taux n’en est tiré.',
    'Ce qu’axe ne peut pas trancher est « à vérifier » et n’est jamais compté comme un échec.',
    'Les bonnes pratiques qui ne figurent ni dans le RGAA ni dans les WCAG ne sont pas signalées.',
    'Seul l’état de la page à l’ouverture est testé.',
    'Les trois premiers cadres affichés sont regardés, d’où qu’ils viennent ; ce qui y est trouvé est « à vérifier », car un contenu tiers peut être exempté. Les cadres dans un cadre ne le sont pas.',
  ],
  judge({ axe, text }) {
    const certain = (rule: AxeRule) => provesFailure(rule) && !(rule.id === 'html-has-lang' && text.everyTextHasLang)
    const failures = axe.violations.filter((rule) => isRequirement(rule) && certain(rule))
    const inFrames = (axe.frames ?? []).flatMap(({ selector, violations }) => violations.filter((rule) => isRequirement(rule) && provesFailure(rule) && !ofWholeDocuments.has(rule.id)).map((rule) => ({ frame: selector, rule })))
    const doubts = [...axe.violations.filter((rule) => isRequirement(rule) && !certain(rule)), ...axe.incomplete.filter(isRequirement)]
    return {
      outcome: failures.length > 0 ? 'fail' : doubts.length + inFrames.length > 0 ? 'to-verify' : 'pass',
      measure: { value: countElements(failures), unit: 'count' },
      details: { toVerify: { value: countElements([...doubts, ...inFrames.map(({ rule }) => rule)]), unit: 'count' } },
      findings: [...failures.flatMap((rule) => ruleFindings(rule, false)), ...doubts.flatMap((rule) => ruleFindings(rule, true)), ...inFrames.map(({ frame, rule }) => frameFinding(frame, rule))],
    }
  },
})

/** Rules about a document as a whole: what a frame owes there is not what a page owes. */
const ofWholeDocuments = new Set(['bypass', 'document-title', 'html-has-lang', 'html-xml-lang-mismatch', 'meta-refresh', 'meta-viewport', 'region'])

/** A frame may come from somebody else, whom the law may exempt: a person has to say. */
function frameFinding(frame: string, rule: AxeRule): Finding {
  const message = `À vérifier, dans ce cadre : ${ruleHelp(rule.id) ?? `règle ${rule.id} d’axe`}.`
  const inside = rule.nodes[0]?.selector ?? ''
  return { message, selector: `${frame} >>> ${inside}`.slice(0, 300), references: ruleReferences(rule), certainty: 'to-verify' }
}

function countElements(rules: readonly AxeRule[]): number {
  return rules.reduce((sum, { nodeCount }) => sum + nodeCount, 0)
}

function ruleFindings(rule: AxeRule, doubtful: boolean): Finding[] {
  const message = `${doubtful ? 'À vérifier' : 'Attendu'} : ${ruleHelp(rule.id) ?? `règle ${rule.id} d’axe`}.`
  const references = ruleReferences(rule)
  return rule.nodes.slice(0, elementsShown).map(({ selector }) => ({ message, selector, references, ...(doubtful && { certainty: 'to-verify' as const }) }))
}
