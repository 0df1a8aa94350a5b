import { fold } from '#lib/words/fold'

export type Conformity = 'total' | 'partial' | 'none'
/** The home page's mention: word for word, in other words, or not found. */
export type Mention = { form: 'exact' | 'variant'; conformity: Conformity } | null

const conformityOf: Record<string, Conformity> = { totalement: 'total', partiellement: 'partial', non: 'none' }

/**
 * Looks for one of the three mentions of the RGAA's obligations: "Accessibilité : totalement conforme",
 * "… partiellement conforme", "… non conforme" (article 4 of decree 2019-768). An exact one wins over a variant.
 */
export function findMention(texts: readonly string[]): Mention {
  const folded = texts.map(fold)
  const read = (pattern: RegExp, form: 'exact' | 'variant'): Mention => {
    const conformity = conformityOf[folded.map((text) => pattern.exec(text)?.[1]).find((word) => word !== undefined) ?? '']
    return conformity === undefined ? null : { form, conformity }
  }
  return read(/accessibilite : (totalement|partiellement|non) conforme/, 'exact') ?? read(/accessibilites? ?[:(–-]? ?(totalement|partiellement|non) conforme/, 'variant')
}

/** What a machine can read of an accessibility statement; null, or a part that is not there, is "not found by our test". */
export type Statement = {
  conformities: Conformity[]
  /** Share of the criteria that are met, 0 to 100. */
  rate: number | null
  /** Latest day, YYYY-MM-DD, at which the text says that it was established or updated. */
  establishedOn: string | null
  parts: ReadonlySet<StatementPart>
}

const states: readonly [Conformity, RegExp][] = [
  ['total', /totalement conforme|en conformite totale/],
  ['partial', /partiellement conforme|en conformite partielle/],
  ['none', /(?:est|:) non conforme|n'est pas conforme/],
]

/** Words of each part of the fixed model (RGAA 4.1.2, declaration d'accessibilité). */
const parts = [
  ['contact', /[\w.+-]+@[\w-]+\.\w|contacter|contactez|formulaire de contact/],
  ['ombudsman', /defenseur des droits/],
  ['standard', /\brgaa\b|referentiel general d'amelioration de l'accessibilite/],
  ['inaccessibleContent', /contenus? non accessibles?|non-conformites?|derogations?/],
  ['technologies', /technologies? (?:utilisees? )?(?:pour la realisation|du site|utilisees?)|\bhtml\b/],
  ['environment', /environnements? de test|agents? utilisateurs?|technologies d'assistance/],
  ['testedPages', /pages? (?:du site )?ayant fait l'objet|pages? (?:verifiees?|testees?|auditees?)|echantillon/],
  ['plan', /schema pluriannuel/],
] as const satisfies readonly (readonly [string, RegExp])[]
export type StatementPart = (typeof parts)[number][0]

/** Reads the visible text of an accessibility page. */
export function readStatement(visibleText: string): Statement {
  const text = fold(visibleText)
  return {
    conformities: states.filter(([, pattern]) => pattern.test(text)).map(([conformity]) => conformity),
    rate: readRate(text),
    establishedOn: latestDay(text),
    parts: new Set(parts.filter(([, pattern]) => pattern.test(text)).map(([part]) => part)),
  }
}

function readRate(text: string): number | null {
  const digits = /(\d{1,3}(?:[.,]\d+)?) ?% (?:des|de) criteres/.exec(text)?.[1] ?? /taux de conformite[^.%]{0,60}?(\d{1,3}(?:[.,]\d+)?) ?%/.exec(text)?.[1]
  return digits === undefined ? null : Number(digits.replace(',', '.'))
}

const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre']
const writtenDay = new RegExp(`(\\d{1,2})(?:er)? (${months.join('|')}) (\\d{4})|(\\d{1,2})/(\\d{1,2})/(\\d{4})`, 'g')

/** Only a day that follows a word of establishment in its sentence counts: a law or an audit of others has its own dates. */
function latestDay(text: string): string | null {
  const days = [...text.matchAll(writtenDay)]
    .filter(({ index }) => /etabli|mise? a jour|actualis|revise|redige/.test(text.slice(Math.max(0, index - 80), index).split('.').at(-1) ?? ''))
    .map(([, day, month, year, slashDay, slashMonth, slashYear]) =>
      isoDay(year ?? slashYear, month === undefined ? slashMonth : String(months.indexOf(month) + 1), day ?? slashDay))
  return days.sort().at(-1) ?? null
}

function isoDay(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The state that a rate calls for: 100 % total, from 50 % partial, else none (RGAA 4.1.2, état de conformité). */
export function conformityOfRate(rate: number): Conformity {
  return rate >= 100 ? 'total' : rate >= 50 ? 'partial' : 'none'
}
