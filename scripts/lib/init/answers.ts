import { z } from 'zod'
import { Slug } from '#model/quantity'
import { Organisation } from '#model/territory'
import { UsageError } from '../command/errors.ts'

/** What a new territory is made from. */
export type Answers = {
  name: string
  kind: 'commune' | 'epci'
  function: string
  email?: string
  contactUrl?: string
  inhabitants?: number
  code?: string
  /** The file of another tool, a sitemap (its file or its address) or a list of addresses; none: sites are written later. */
  sites?: string
}

type Field = { key: keyof Answers; flag: string; question: string; schema: z.ZodType; expected: string; optional?: boolean }

const contactUrl = z.url({ protocol: /^https?$/ })

/** The questions, in order; the same words explain a flag that is wrong. */
export const fields: readonly Field[] = [
  { key: 'name', flag: '--name', question: 'Nom de la collectivité', schema: z.string().trim().min(1), expected: 'un nom, par exemple Ville de Bischheim' },
  { key: 'kind', flag: '--kind', question: 'Commune ou intercommunalité (commune, epci)', schema: z.enum(['commune', 'epci']), expected: 'commune ou epci' },
  { key: 'function', flag: '--function', question: 'Fonction qui tient le tableau de bord, jamais un nom de personne', schema: z.string().trim().min(1), expected: 'une fonction, par exemple Direction du numérique' },
  { key: 'email', flag: '--email', question: 'Courriel public pour joindre cette fonction (vide : une page de contact sera demandée)', schema: z.email(), expected: 'un courriel, par exemple numerique@ville.fr', optional: true },
  { key: 'contactUrl', flag: '--contact-url', question: 'Page de contact (vide si un courriel est donné)', schema: contactUrl, expected: 'une adresse entière, par exemple https://www.ville.fr/contact/', optional: true },
  { key: 'inhabitants', flag: '--inhabitants', question: 'Nombre d’habitants (vide si vous ne l’avez pas)', schema: z.string().regex(/^\d+(?:\s\d{3})*$/).transform((text) => Number(text.replaceAll(/\s/g, ''))).pipe(z.number().positive()), expected: 'un nombre entier, par exemple 17 000', optional: true },
  { key: 'code', flag: '--code', question: 'Code Insee de la commune, ou SIREN (vide si vous ne l’avez pas)', schema: Organisation.shape.code.unwrap(), expected: 'cinq signes (67043) ou neuf chiffres', optional: true },
  { key: 'sites', flag: '--sites', question: 'Ce qui liste vos sites : adresse ou fichier d’un plan XML, dashlord.yml, une adresse par ligne (vide : plus tard)', schema: z.string().min(1), expected: 'une adresse ou le chemin d’un fichier', optional: true },
]

const refusal = ({ flag, expected }: Field, given: string) => new UsageError(`${flag} « ${given} » ne convient pas.`, `Est attendu : ${expected}.`)

/** One answer checked: undefined for an empty one that may be. Throws a UsageError that says what is expected. */
function checked(field: Field, given: string): unknown {
  const text = given.trim()
  if (text === '' && field.optional) return undefined
  const parsed = field.schema.safeParse(text)
  if (!parsed.success) throw refusal(field, given)
  return parsed.data
}

export type Ask = (question: string) => Promise<string>

/** Asks until the answer can be taken. */
async function askField(field: Field, ask: Ask, tell: (message: string) => void): Promise<unknown> {
  for (;;) {
    try {
      return checked(field, await ask(`${field.question} : `))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      tell(`  Est attendu : ${field.expected}.`)
    }
  }
}

function whole(answers: Partial<Answers>): Answers {
  const { name, kind, function: holder } = answers
  const missing = fields.filter(({ key, optional }) => !optional && answers[key] === undefined)
  if (name === undefined || kind === undefined || holder === undefined) throw new UsageError(`Il manque : ${missing.map(({ flag }) => flag).join(', ')}.`, 'Donnez ces options, ou lancez « trefle init » dans un terminal : il pose les questions.')
  if (answers.email === undefined && answers.contactUrl === undefined) throw new UsageError('Il manque un moyen de joindre la collectivité.', 'Donnez --email ou --contact-url : les sites visités et les habitants doivent pouvoir vous écrire.')
  return { ...answers, name, kind, function: holder }
}

/**
 * The answers from flags, and from questions for the others when somebody is there to answer (`ask`). Throws a UsageError for a flag
 * that cannot be taken, or for what is missing when nobody answers.
 */
export async function gatherAnswers(flags: Readonly<Partial<Record<keyof Answers, string>>>, ask: Ask | null, tell: (message: string) => void): Promise<Answers> {
  const answers: Partial<Record<keyof Answers, unknown>> = {}
  for (const field of fields) {
    const given = flags[field.key]
    // Somebody who gives no e-mail is asked again for a page, rather than told at the end that all answers are lost.
    const asked = field.key === 'contactUrl' ? { ...field, optional: answers.email !== undefined } : field
    const value = given !== undefined ? checked(field, given) : ask === null ? undefined : await askField(asked, ask, tell)
    if (value !== undefined) answers[field.key] = value
  }
  return whole(answers as Partial<Answers>)
}

/** "Ville de Bischheim" → "ville-de-bischheim". */
export function slugOf(name: string): string {
  const slug = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 80)
  return Slug.safeParse(slug).success ? slug : 'collectivite'
}
