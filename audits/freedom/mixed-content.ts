import type { Artifacts } from '#model/evidence'
import { defineAudit } from '#lib/define'
import { isLoopback } from '#lib/web/loopback'

const references = [{ standard: 'observatory' as const, id: 'Contenu mixte', url: 'https://www.w3.org/TR/mixed-content/' }]
/** What runs or shapes the page: browsers block it, so that a part of the page is missing (Mixed Content, section 3.2). */
const blockable: ReadonlySet<Artifacts['requests'][number]['kind']> = new Set(['document', 'stylesheet', 'script', 'font', 'fetch', 'websocket', 'other'])

export default defineAudit({
  method: 1,
  unit: 'count',
  needs: ['requests'],
  references,
  text: {
    title: 'Éléments demandés sans protection',
    failing: 'Une page protégée par https demande des éléments en http.',
    why: 'Un élément demandé en http peut être vu ou changé en chemin ; les navigateurs le bloquent souvent, et une partie de la page manque alors.',
    mend: 'Écrire ces adresses en https, ou servir l’élément soi-même.',
  },
  limits: [
    'Seules les adresses que le navigateur a demandées sont vues, sans rien cliquer ; celles qu’il passe de lui-même en https ne le sont pas.',
    'Sur une page en http, sans objet : c’est la connexion elle-même qui n’est pas protégée.',
  ],
  judge({ requests }, { finalUrl }) {
    if (!finalUrl.startsWith('https:')) return { outcome: 'not-applicable', measure: null, findings: [] }
    const plain = [...new Map(requests.filter(({ url }) => /^(http|ws):/.test(url) && !isLoopback(url)).map((request) => [request.url, request])).values()]
    return {
      outcome: plain.length > 0 ? 'fail' : 'pass',
      measure: { value: plain.length, unit: 'count' },
      findings: plain.map(({ url, kind }) => ({ message: `Un élément est demandé en http${blockable.has(kind) ? ' : un navigateur le bloque' : ''}.`, url, references })),
    }
  },
})
