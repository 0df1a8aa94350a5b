import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'

/** Informative: a laboratory score on our machine is an aid to webmasters, not a verdict on what citizens live. */
export default defineAudit({
  method: 1,
  unit: 'score',
  needs: ['lighthouse'],
  passes: ['cold', 'mobile'],
  references: [{ standard: 'lighthouse', id: 'Performance', url: 'https://developer.chrome.com/docs/lighthouse/performance/performance-scoring' }],
  text: {
    title: 'Rapidité (Lighthouse)',
    failing: 'Ce score est donné pour information, sans seuil.',
    why: 'Une page lente décourage, surtout avec un vieil appareil ou un réseau faible.',
    mend: 'Alléger ce qui se charge avant l’affichage : grandes images, scripts, polices ; réserver la place des images pour que la page ne bouge pas.',
  },
  limits: [
    'Score de laboratoire, réseau et processeur simulés par Lighthouse ; il varie de quelques points d’une mesure à l’autre.',
    'Quand d’autres travaux ont gêné le chargement, la page est chargée une seconde fois, seule, pour ce score ; gênée encore, elle n’en a pas.',
  ],
  judge({ lighthouse }, { contended, factors }) {
    const say = (message: string) => [{ message, references: [{ standard: 'lighthouse' as const, id: 'Performance' }] }]
    if (contended) {
      return { outcome: 'informative', measure: null, findings: say('Score non publié : la machine était occupée à autre chose au même moment, ce qui fausse les durées.') }
    }
    if (lighthouse.performanceScore === null) {
      return { outcome: 'informative', measure: null, findings: say('Lighthouse n’a pas pu donner de score à cette page.') }
    }
    const score = 100 * lighthouse.performanceScore
    const band = score >= factorValue(factors, 'lighthouse.performance.good') ? 'bonne' : score >= factorValue(factors, 'lighthouse.performance.medium') ? 'moyenne' : 'faible'
    return { outcome: 'informative', measure: { value: score, unit: 'score' }, findings: say(`Rapidité ${band} selon l’échelle de Lighthouse.`) }
  },
})
