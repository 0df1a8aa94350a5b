import { defineAudit } from '#lib/define'
import { fold } from '#lib/words/fold'

/** Titles that name no page: words that editors and tools leave by default. */
const emptyWords = new Set([
  'accueil', 'home', 'homepage', 'page', 'page d\'accueil', 'index', 'document', 'untitled', 'untitled document',
  'sans titre', 'document sans titre', 'nouvelle page', 'titre', 'title', 'test', 'welcome', 'bienvenue',
])

export default defineAudit({
  method: 2,
  unit: null,
  needs: ['text'],
  references: [
    { standard: 'rgaa', id: '8.5.1' },
    { standard: 'rgaa', id: '8.6.1' },
    { standard: 'wcag', id: '2.4.2' },
  ],
  text: {
    title: 'Titre de la page',
    failing: 'La page n’a pas de titre, ou son titre ne la nomme pas.',
    why: 'Le titre est lu en premier par un lecteur d’écran ; il nomme l’onglet, le favori et le résultat de recherche.',
    mend: 'Donner à chaque page un titre propre, du plus précis au plus général : « Demander un acte de naissance - Ville de … ».',
  },
  limits: ['Le test reconnaît un titre absent, passe-partout ou réduit à une adresse ; il ne juge pas si un titre plus long convient à la page.'],
  judge({ text: { title } }, { finalUrl }) {
    const fail = (message: string, test: string) => ({ outcome: 'fail' as const, measure: null, findings: [{ message, selector: 'title', references: [{ standard: 'rgaa' as const, id: test }, { standard: 'wcag' as const, id: '2.4.2' }] }] })
    const folded = fold(title)
    if (folded === '') return fail('La page n’a pas de titre.', '8.5.1')
    if (emptyWords.has(folded)) return fail(`Le titre « ${title.trim()} » ne nomme pas cette page.`, '8.6.1')
    // Some sites are called by their domain, and their home page may be too.
    if (isAddress(folded, finalUrl) && !folded.includes('/') && URL.parse(finalUrl)?.pathname === '/') return { ...fail('À vérifier : le titre de la page d’accueil n’est que le nom de domaine.', '8.6.1'), outcome: 'to-verify' }
    if (isAddress(folded, finalUrl)) return fail('Le titre de la page est une adresse.', '8.6.1')
    return { outcome: 'pass', measure: null, findings: [] }
  },
})

function isAddress(title: string, finalUrl: string): boolean {
  const host = URL.parse(finalUrl)?.hostname ?? ''
  return title === host || `www.${title}` === host || /^https?:\/\/\S*$/.test(title)
}
