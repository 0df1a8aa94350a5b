import { defineAudit } from '#lib/define'

/** Names of languages, from the Unicode data of the runtime: a code that has none is not a language. */
const languages = new Intl.DisplayNames(['fr'], { type: 'language', fallback: 'none' })

export default defineAudit({
  method: 2,
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
    'Un code de trois lettres que le test ne connaît pas est à vérifier : les langues rares ne sont pas toutes dans sa liste.',
    'Une page sans langue d’ensemble est acceptée quand chaque texte a la sienne, comme le RGAA le permet.',
  ],
  judge({ text: { lang, everyTextHasLang } }) {
    const fail = (message: string, test: string) => ({ outcome: 'fail' as const, measure: null, findings: [{ message, selector: 'html', references: [{ standard: 'rgaa' as const, id: test }, { standard: 'wcag' as const, id: '3.1.1' }] }] })
    if (lang === null || lang.trim() === '') {
      if (everyTextHasLang) return { outcome: 'pass', measure: null, findings: [] }
      return fail('La langue de la page n’est pas indiquée (attribut lang).', '8.3.1')
    }
    const unknown = `e code de langue « ${lang.trim().slice(0, 40)} » n’est pas reconnu.`
    if (mayBeLanguage(lang.trim())) return { ...fail(`À vérifier : l${unknown}`, '8.4.1'), outcome: 'to-verify' }
    if (!isLanguage(lang.trim())) return fail(`L${unknown}`, '8.4.1')
    return { outcome: 'pass', measure: null, findings: [] }
  },
})

/** Three letters that the runtime does not name: ISO 639-3 has some 8,000 codes, the creoles of the Antilles, of Guyane and of La Réunion among them. */
function mayBeLanguage(tag: string): boolean {
  return /^[a-z]{3}(-[a-z0-9]{1,8})*$/i.test(tag) && !isLanguage(tag)
}

/** A well-formed BCP 47 tag whose first subtag names a language. */
function isLanguage(tag: string): boolean {
  const [primary = ''] = tag.split('-')
  return /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag) && languages.of(primary) !== undefined
}
