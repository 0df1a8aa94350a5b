import type { Artifacts } from '#model/evidence'
import type { FactorBook } from '#model/factor'
import type { Finding } from '#model/outcome'
import { defineAudit } from '#lib/define'
import { factorValue } from '#lib/factors/factor-book'
import { networkRequests, sumTransferBytes } from '#lib/web/network'

type Image = Artifacts['images'][number]

/** Formats that WebP or AVIF replace with far fewer bytes; a vector image has no pixels to spare. */
const olderFormats = new Map([
  ['image/jpeg', 'JPEG'], ['image/png', 'PNG'], ['image/gif', 'GIF'], ['image/bmp', 'BMP'], ['image/tiff', 'TIFF'],
])

export default defineAudit({
  method: 1,
  unit: 'B',
  needs: ['requests', 'images'],
  references: [
    { standard: 'rgesn', id: 'Contenus' },
    { standard: 'trefle', id: 'Images' },
  ],
  text: {
    title: 'Poids des images',
    failing: 'Des images sont bien plus grandes que leur affichage.',
    why: 'Les images font souvent l’essentiel du poids d’une page. Une image trop grande coûte des données et du temps sans rien montrer de plus.',
    mend: 'Exporter l’image à la taille affichée (le double au plus pour les écrans fins), en WebP ou AVIF, avec srcset pour plusieurs tailles.',
  },
  limits: [
    'Une image n’est signalée comme trop grande que si ses deux dimensions dépassent nettement le double de l’affichage et si elle pèse au moins 100 ko.',
    'Le chargement différé (lazy) n’est pas jugé : une image utile dès l’ouverture ne doit pas l’être.',
    'Le format ancien est une piste, jamais un écart.',
  ],
  judge({ requests, images }, { factors }) {
    const measure = { value: sumTransferBytes(networkRequests(requests).filter(({ kind }) => kind === 'image')), unit: 'B' as const }
    const heavy = largestUses(images).filter(({ transferBytes }) => (transferBytes ?? 0) >= factorValue(factors, 'web.image.heavy-bytes'))
    const oversized = heavy.filter((image) => isOversized(image, factors))
    const older = heavy.filter((image) => !oversized.includes(image) && olderFormats.has(image.mimeType))
    const findings = [...oversized.map(oversizedFinding), ...older.map(olderFinding)]
    if (images.length === 0 && measure.value === 0) return { outcome: 'not-applicable', measure, findings: [] }
    return { outcome: oversized.length > 0 ? 'fail' : older.length > 0 ? 'informative' : 'pass', measure, findings }
  },
})

/** One entry an address, with its largest display: an image shown small here may be shown large there. */
function largestUses(images: readonly Image[]): Image[] {
  const byUrl = new Map<string, Image>()
  for (const image of images) {
    const known = byUrl.get(image.url)
    if (known === undefined || image.displayedWidth > known.displayedWidth) byUrl.set(image.url, image)
  }
  return [...byUrl.values()]
}

function isOversized(image: Image, factors: FactorBook): boolean {
  const ratio = factorValue(factors, 'web.image.oversize-ratio')
  if (image.mimeType === 'image/svg+xml' || image.displayedWidth === 0 || image.displayedHeight === 0) return false
  return image.naturalWidth >= ratio * image.displayedWidth && image.naturalHeight >= ratio * image.displayedHeight
}

function oversizedFinding({ url, selector, naturalWidth, naturalHeight, displayedWidth, displayedHeight, transferBytes }: Image): Finding {
  const weight = Math.round((transferBytes ?? 0) / 1000)
  const message = `Image de ${naturalWidth} × ${naturalHeight} pixels affichée en ${Math.round(displayedWidth)} × ${Math.round(displayedHeight)} (${weight} ko).`
  return { message, selector, url, references: [{ standard: 'trefle', id: 'Images' }] }
}

function olderFinding({ url, selector, mimeType, transferBytes }: Image): Finding {
  const message = `Image ${olderFormats.get(mimeType) ?? mimeType} de ${Math.round((transferBytes ?? 0) / 1000)} ko : WebP ou AVIF pèserait souvent bien moins.`
  return { message, selector, url, references: [{ standard: 'trefle', id: 'Images' }] }
}
