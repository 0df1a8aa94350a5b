import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { networkRequests, sumTransferBytes } from '#lib/web/network'

/** Bytes of the first load until after the scroll. The target is EcoIndex's: the only published one for a whole page. */
export default defineAudit({
  method: 1,
  unit: 'B',
  details: { initial: 'B' },
  needs: ['requests'],
  passes: ['cold', 'repeat', 'mobile'],
  references: [
    { standard: 'ecoindex', id: 'Cible de poids', url: 'https://ecoindex.fr/comment-ca-marche' },
    { standard: 'rgesn', id: 'Frontend' },
  ],
  text: {
    title: 'Poids de la page',
    failing: 'La page transfère plus que la cible publiée par EcoIndex.',
    why: 'Chaque octet fait travailler un centre de données, un réseau et un téléphone. Une page légère s’ouvre aussi avec un vieil appareil, un forfait limité ou un mauvais réseau.',
    mend: 'Réduire d’abord les images et les vidéos, puis retirer les scripts, les polices et les modules qui ne servent pas à cette page, et compresser les textes (Brotli ou gzip).',
  },
  limits: [
    'Jusqu’après le défilement de la page ; le poids initial ne compte que ce qui est demandé avant lui.',
    'Première visite, sans cache. La visite suivante, quand elle est mesurée, ouvre la même page avec ce que le navigateur a gardé.',
    'En-têtes et corps des réponses, compressés ; les données incluses dans la page (data:) ne sont pas comptées à part.',
    'La cible de 1 024 ko vient d’EcoIndex ; elle ne tient pas compte du rôle de la page.',
  ],
  judge({ requests }, { factors }) {
    const asked = networkRequests(requests)
    const transferBytes = sumTransferBytes(asked)
    const targetKilobytes = factorValue(factors, 'ecoindex.target.kilobytes')
    const weight = {
      measure: { value: transferBytes, unit: 'B' as const },
      details: { initial: { value: sumTransferBytes(asked.filter(({ phase }) => phase === 'load')), unit: 'B' as const } },
    }
    if (transferBytes <= 1000 * targetKilobytes) return { outcome: 'pass', ...weight, findings: [] }
    const message = `La page transfère ${Math.round(transferBytes / 1000)} ko ; la cible publiée par EcoIndex est de ${targetKilobytes} ko.`
    return { outcome: 'fail', ...weight, findings: [{ message, references: [{ standard: 'ecoindex', id: 'Cible de poids' }] }] }
  },
})
