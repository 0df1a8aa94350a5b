import { defineAudit } from '#lib/define'
import { networkRequests, sumTransferBytes } from '#lib/web/network'
import { ecoindex, ecoindexTables } from '#maths/ecoindex'

/** Informative: the collective publishes grades, and no score below which a page would be at fault. */
export default defineAudit({
  method: 1,
  unit: 'score',
  details: { nodes: 'count', requests: 'count', transfer: 'B', indicativeGases: 'g' },
  needs: ['requests', 'dom'],
  passes: ['cold', 'repeat'],
  references: [{ standard: 'ecoindex', id: 'EcoIndex® — collectif Green IT (CNUMR)', url: 'https://ecoindex.fr/comment-ca-marche' }],
  text: {
    title: 'EcoIndex',
    failing: 'Cette note est donnée pour information, sans seuil.',
    why: 'EcoIndex® — collectif Green IT (CNUMR) — situe la page parmi les autres par sa complexité, ses requêtes et son poids.',
    mend: 'Simplifier la structure de la page compte le plus (la moitié de la note), puis réduire les requêtes, puis le poids.',
  },
  limits: [
    'Protocole de l’API officielle, EcoIndex_python 3.17 : fenêtre de 1920 × 1080, ouverture, trois secondes, défilement, trois secondes, rien de cliqué ; ses règles de comptage.',
    'La note publiée par le collectif est celle d’une première visite ; celle de la visite suivante suit la même formule.',
    'Lettre et gaz à effet de serre suivent la note arrondie, comme sur ecoindex.fr ; la mesure garde la note exacte.',
    'Les gaz à effet de serre sont une droite de la note, de 1 à 3 g : indicatifs, jamais ajoutés à un bilan carbone.',
  ],
  judge({ requests, dom }, { profile, factors }) {
    const references = [{ standard: 'ecoindex' as const, id: 'EcoIndex® — collectif Green IT (CNUMR)' }]
    if (profile !== 'desktop') {
      return { outcome: 'not-applicable', measure: null, findings: [{ message: 'EcoIndex est défini pour une fenêtre d’ordinateur de 1920 × 1080.', references }] }
    }
    const asked = networkRequests(requests)
    const transferBytes = sumTransferBytes(asked)
    const counts = { nodes: dom.ecoindexNodes, requests: asked.length, kilobytes: transferBytes / 1000 }
    const { score, roundedScore, grade, indicativeGramsCO2e } = ecoindex(counts, ecoindexTables(factors))
    const gases = indicativeGramsCO2e.toFixed(2).replace('.', ',')
    return {
      outcome: 'informative',
      measure: { value: score, unit: 'score' },
      details: {
        nodes: { value: counts.nodes, unit: 'count' },
        requests: { value: counts.requests, unit: 'count' },
        transfer: { value: transferBytes, unit: 'B' },
        indicativeGases: { value: indicativeGramsCO2e, unit: 'g' },
      },
      findings: [{ message: `Lettre ${grade}, note ${roundedScore} sur 100 (EcoIndex® — collectif Green IT, CNUMR). Gaz à effet de serre indicatifs : ${gases} g par visite, selon ce modèle.`, references }],
    }
  },
})
