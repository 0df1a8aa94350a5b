import { defineAudit } from '#lib/define'

/** axe's rule for a viewport that forbids zooming: a violation is proof, whatever the layout does. */
const zoomRule = 'meta-viewport'

const openingLength = 60

/** The first words of a text: enough to find it on the page. */
function opening(text: string): string {
  return text.length <= openingLength ? text : `${text.slice(0, openingLength).replace(/\s+\S*$/, '')}…`
}

export default defineAudit({
  method: 2,
  unit: 'count',
  needs: ['textZoom', 'axe'],
  references: [
    { standard: 'rgaa', id: '10.4.1' },
    { standard: 'rgaa', id: '10.4.2' },
    { standard: 'wcag', id: '1.4.4' },
  ],
  text: {
    title: 'Texte agrandi à 200 %',
    failing: 'La page empêche d’agrandir le texte.',
    why: 'Beaucoup de personnes agrandissent le texte pour lire. Un texte coupé ou un zoom bloqué leur cache l’information.',
    mend: 'Retirer user-scalable=no et maximum-scale de la balise viewport ; donner aux blocs une hauteur minimale plutôt que fixe, et laisser le texte passer à la ligne.',
  },
  limits: [
    'La page est mise en forme dans une fenêtre de moitié moins large, ce qui équivaut à un zoom de 200 %.',
    'Un texte coupé, ou posé sur un autre, est une piste, vérifiée par un humain : il peut être décoratif ou repris ailleurs.',
  ],
  judge({ textZoom, axe }) {
    const { clipped, clippedCount, overlapping = [] } = textZoom
    const measure = { value: clippedCount + overlapping.length, unit: 'count' as const }
    const doubtful = (message: string, selector: string) => ({ message: `À vérifier : ${message}`, selector, references: [{ standard: 'rgaa' as const, id: '10.4.1' }, { standard: 'wcag' as const, id: '1.4.4' }], certainty: 'to-verify' as const })
    const blocked = axe.violations.some(({ id }) => id === zoomRule)
    const findings = [
      ...(blocked ? [{ message: 'La page empêche d’agrandir avec les doigts ou le zoom (balise viewport).', selector: 'meta[name="viewport"]', references: [{ standard: 'rgaa' as const, id: '10.4.2' }, { standard: 'wcag' as const, id: '1.4.4' }] }] : []),
      ...clipped.map(({ selector, text }) => doubtful(`ce texte est coupé quand la page est agrandie à 200 % : « ${opening(text)} ».`, selector)),
      ...overlapping.map(({ selector, text, other }) => doubtful(`ce texte en touche un autre quand la page est agrandie à 200 % : « ${opening(text)} » et « ${opening(other)} ».`, selector)),
    ]
    return { outcome: blocked ? 'fail' : measure.value > 0 ? 'to-verify' : 'pass', measure, findings }
  },
})
