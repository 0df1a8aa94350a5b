import { defineAudit } from '#lib/define'

/** Criteria of the RGAA 4.1.2 about frames alone: without a frame, there is nothing to judge. */
const frameCriteria = ['2.1', '2.2'] as const

export default defineAudit({
  method: 1,
  unit: 'count',
  needs: ['dom'],
  references: frameCriteria.map((id) => ({ standard: 'rgaa', id })),
  text: {
    title: 'Contenus absents de la page',
    failing: 'Ce contrôle ne signale pas d’écart : il compte les cadres.',
    why: 'Un critère dont l’objet n’est nulle part sur la page est sans objet : la personne qui audite n’a pas à le chercher.',
    mend: 'Rien à réparer : ce contrôle prépare la grille d’audit.',
  },
  limits: [
    'Seuls les cadres sont comptés aujourd’hui (critères 2.1 et 2.2).',
    'Dans une page qui a des composants web, rien n’est conclu : un cadre peut s’y trouver.',
    'Seul l’état de la page à l’ouverture est lu : un cadre qui vient après un clic n’est pas vu.',
  ],
  judge({ dom: { iframes, ecoindexNodes, allNodes } }) {
    const measure = { value: iframes, unit: 'count' as const }
    // EcoIndex counts the elements of open shadow roots too: as many as in the document means that there is no such root.
    const everythingSeen = ecoindexNodes === allNodes
    if (iframes > 0 || !everythingSeen) return { outcome: 'informative', measure, findings: [] }
    return {
      outcome: 'not-applicable', measure,
      findings: [{ message: 'Aucun cadre sur cette page.', references: frameCriteria.map((id) => ({ standard: 'rgaa', id })) }],
    }
  },
})
