import english from 'axe-core/locales/_template.json' with { type: 'json' }
import french from 'axe-core/locales/fr.json' with { type: 'json' }
import german from 'axe-core/locales/de.json' with { type: 'json' }

type Rules = Readonly<Record<string, { help: string } | undefined>>
const translations: Readonly<Record<string, Rules>> = { en: english.rules, de: german.rules }

const ruleOf = new Map(Object.entries(french.rules).map(([rule, { help }]) => [help, rule]))

/** What axe expects, by its own words in French, as its own translators say it in another language; null for anything else. */
export function axeHelpIn(language: string, frenchHelp: string): string | null {
  const rule = ruleOf.get(frenchHelp)
  return rule === undefined ? null : translations[language]?.[rule]?.help.replace(/\.$/, '') ?? null
}
