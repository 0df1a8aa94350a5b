import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { networkRequests } from '#lib/web/network'

export default defineAudit({
  method: 1,
  unit: 'count',
  details: { unanswered: 'count' },
  needs: ['requests'],
  passes: ['cold', 'repeat', 'mobile'],
  references: [
    { standard: 'ecoindex', id: 'Cible de requêtes', url: 'https://ecoindex.fr/comment-ca-marche' },
    { standard: 'rgesn', id: 'Frontend' },
  ],
  text: {
    title: 'Requêtes de la page',
    failing: 'La page fait plus de requêtes que la cible publiée par EcoIndex.',
    why: 'Chaque requête réveille un serveur et le réseau, et ralentit l’affichage quand la connexion est lente.',
    mend: 'Retirer les modules inutiles sur cette page, charger les images au défilement, regrouper les petites icônes, garder les polices du système.',
  },
  limits: [
    'Première visite, sans cache, jusqu’après le défilement de la page ; la visite suivante est mesurée à part.',
    'Toutes les requêtes sont comptées, y compris celles qui n’ont pas reçu de réponse.',
  ],
  judge({ requests }, { factors }) {
    const asked = networkRequests(requests)
    const target = factorValue(factors, 'ecoindex.target.requests')
    const verdict = {
      measure: { value: asked.length, unit: 'count' as const },
      details: { unanswered: { value: asked.filter(({ failed }) => failed !== null).length, unit: 'count' as const } },
    }
    if (asked.length <= target) return { outcome: 'pass', ...verdict, findings: [] }
    const message = `La page fait ${asked.length} requêtes ; la cible publiée par EcoIndex est de ${target}.`
    return { outcome: 'fail', ...verdict, findings: [{ message, references: [{ standard: 'ecoindex', id: 'Cible de requêtes' }] }] }
  },
})
