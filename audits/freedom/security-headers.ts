import { defineAudit } from '#lib/define'
import { observatoryMarks, observatoryScore } from '../observatory.ts'

/** What to do, said without a detail that would help an attacker. A mark that takes no point has no sentence. */
const mends: Readonly<Record<string, string>> = {
  'csp.absent': 'Règles de contenu (Content-Security-Policy) : non trouvées',
  'csp.invalid': 'Règles de contenu (Content-Security-Policy) : une règle n’a pas d’effet',
  'csp.unsafe-inline': 'Règles de contenu (Content-Security-Policy) : les scripts ou les objets peuvent être resserrés',
  'csp.active-http': 'Règles de contenu (Content-Security-Policy) : des sources en http sont admises',
  'csp.unsafe-eval': 'Règles de contenu (Content-Security-Policy) : l’évaluation de texte comme script est admise',
  'csp.passive-http': 'Règles de contenu (Content-Security-Policy) : des images ou médias en http sont admis',
  'hsts.absent': 'Maintien en https (Strict-Transport-Security) : non trouvé',
  'hsts.short': 'Maintien en https (Strict-Transport-Security) : durée de moins de six mois',
  'frame.absent': 'Affichage dans un cadre (frame-ancestors ou X-Frame-Options) : aucune règle trouvée',
  'nosniff.absent': 'Type des fichiers (X-Content-Type-Options: nosniff) : non trouvé',
  'referrer.unsafe': 'Adresse transmise aux autres sites (Referrer-Policy) : la règle peut être resserrée',
  'redirect.missing': 'L’adresse en http ne renvoie pas vers https',
  'redirect.http-first': 'L’adresse en http renvoie d’abord vers une autre adresse en http',
  'redirect.off-host': 'L’adresse en http renvoie d’abord vers un autre nom que le sien',
  'cookies.session-not-secure': 'Un cookie de session n’est pas réservé à https (Secure)',
  'cookies.session-not-secure-hsts': 'Un cookie de session n’est pas réservé à https (Secure)',
  'cookies.session-not-http-only': 'Un cookie de session est lisible par les scripts (HttpOnly)',
  'cookies.not-secure': 'Un cookie n’est pas réservé à https (Secure)',
  'cookies.not-secure-hsts': 'Un cookie n’est pas réservé à https (Secure)',
  'cookies.same-site-invalid': 'Un cookie n’a pas de règle SameSite adaptée',
  'corp.invalid': 'Cross-Origin-Resource-Policy : valeur non reconnue',
}

export default defineAudit({
  method: 1,
  unit: 'score',
  needs: ['document', 'text', 'cookies'],
  wants: ['transport'],
  references: [{ standard: 'observatory', id: 'Barème', url: 'https://github.com/mdn/mdn-http-observatory' }],
  text: {
    title: 'Réglages de sécurité de la page',
    failing: 'Des réglages de sécurité recommandés n’ont pas été trouvés.',
    why: 'Ces réglages, envoyés par le serveur avec la page, demandent au navigateur de protéger les visiteurs même si le site a une faiblesse.',
    mend: 'Ajouter les en-têtes sur le serveur, d’abord ceux qui ne changent rien à l’affichage (HSTS, nosniff, Referrer-Policy, frame-ancestors), puis une règle de contenu essayée en mode d’observation.',
  },
  limits: [
    'Note de 0 à 100 d’après le barème publié de l’Observatoire de MDN ; les points en plus ne comptent qu’à partir de 90.',
    'Ne sont pas jugés : le partage entre origines (CORS), l’intégrité des scripts externes, la liste de préchargement HSTS.',
    'La redirection de http vers https n’est demandée que sur la page d’accueil ; sur une machine locale, ce qui suppose https est sans objet.',
    'Une bonne note ne dit pas que le site est sûr ; aucun détail utile à une attaque n’est publié.',
  ],
  judge({ document, text, cookies, transport }, { url, finalUrl, factors }) {
    const marks = observatoryMarks({ asked: url, finalUrl, headers: document.headers, metaCsp: text.metaCsp, cookies, transport }, factors)
    const lost = marks.filter(({ points }) => points < 0)
    return {
      outcome: lost.length > 0 ? 'fail' : 'pass',
      measure: { value: observatoryScore(marks, factors), unit: 'score' },
      findings: lost.map(({ id, points }) => ({
        message: `${mends[id] ?? id} (−${-points} points).`,
        references: [{ standard: 'observatory', id: id.split('.')[0] ?? id }],
      })),
    }
  },
})
