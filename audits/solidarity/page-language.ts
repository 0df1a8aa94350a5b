import { defineAudit } from '#lib/define'

/** Names of languages, from the Unicode data of the runtime: a code that has none is not a language. */
const languages = new Intl.DisplayNames(['fr'], { type: 'language', fallback: 'none' })

export default defineAudit({
  method: 1,
  unit: null,
  needs: ['text'],
  references: [
    { standard: 'rgaa', id: '8.3.1' },
    { standard: 'rgaa', id: '8.4.1' },
    { standard: 'wcag', id: '3.1.1' },
  ],
  text: {
    title: 'Langue de la page',
    failing: 'La langue de la page n’est pas indiquée, ou son code n’est pas reconnu.',
    why: 'Sans langue indiquée, un lecteur d’écran peut lire du français avec la prononciation d’une autre langue.',
    mend: 'Écrire <html lang="fr"> dans le gabarit, et lang="…" sur les passages dans une autre langue.',
  },
  limits: [
    'Le test lit le code de langue ; il ne vérifie pas que le texte est bien écrit dans cette langue.',
    'Une page sans langue d’ensemble est acceptée quand chaque texte a la sienne, comme le RGAA le permet.',
  ],
  judge({ text: { lang, everyTextHasLang } }) {
    const fail = (message: string, test: string) => ({ outcome: 'fail' as const, measure: null, findings: [{ message, selector: 'html', references: [{ standard: 'rgaa' as const, id: test }, { standard: 'wcag' as const, id: '3.1.1' }] }] })
    if (lang === null || lang.trim() === '') {
      if (everyTextHasLang) return { outcome: 'pass', measure: null, findings: [] }
      return fail('La langue de la page n’est pas indiquée (attribut lang).', '8.3.1')
    }
    if (!isLanguage(lang.trim())) return fail(`Le code de langue « ${lang.trim()} » n’est pas reconnu.`, '8.4.1')
    return { outcome: 'pass', measure: null, findings: [] }
  },
})

/** A well-formed BCP 47 tag whose first subtag names a language. */
function isLanguage(tag: string): boolean {
  const [primary = ''] = tag.split('-')
  return /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && languages.of(primary) !== undefined
}
