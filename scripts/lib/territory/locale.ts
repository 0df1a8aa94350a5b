import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { missingKeys, sourceLocale, unknownKeys, type Messages } from '#lib/words/messages'
import { UsageError } from '../command/errors.ts'

const shipped = fileURLToPath(new URL('../../../src/i18n', import.meta.url))
const form = z.string()
const MessagesFile = z.record(z.string(), z.union([form, z.strictObject({ zero: form, one: form, two: form, few: form, many: form, other: form }).partial().required({ other: true })]))

/** Languages that have a file of messages. */
async function localesOf(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.json')).map((name) => name.replace(/\.json$/, '')).sort()
}

/** Every language of the repository, the source first. */
export async function shippedLocales(): Promise<string[]> {
  return [sourceLocale, ...(await localesOf(shipped)).filter((locale) => locale !== sourceLocale)]
}

async function readMessages(folder: string, locale: string): Promise<Messages> {
  const file = `${locale}.json`
  const text = await readFile(`${folder}/${file}`, 'utf8')
  const parsed = MessagesFile.safeParse(parseJson(text, file), { error: z.locales.fr().localeError })
  const issue = parsed.error?.issues[0]
  if (issue) throw new UsageError(`${file}, « ${issue.path.join('.')} » : ${issue.message}.`, 'Écrivez une phrase, ou ses formes « one » et « other ».')
  return parsed.data as Messages
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${file} n’est pas du JSON valide.`, 'Vérifiez les guillemets et les virgules de ce fichier.')
  }
}

/**
 * What a language lacks, in one sentence ("en : 12 messages manquent, en français."); null for French, the source. A message that no page
 * asks for any more is named, and does no harm.
 * Throws a UsageError when the language has no file, or when its file cannot serve.
 */
export async function localeReport(locale: string, folder: string = shipped): Promise<string | null> {
  const known = await localesOf(folder)
  if (!known.includes(locale)) throw new UsageError(`Aucun message n’est écrit en « ${locale} ».`, `Choisissez parmi : ${known.join(', ')} ; ou écrivez src/i18n/${locale}.json (voir CONTRIBUTING.md).`)
  if (locale === sourceLocale) return null
  const [source, translation] = await Promise.all([readMessages(folder, sourceLocale), readMessages(folder, locale)])
  const { length: missing } = missingKeys(source, translation)
  const lacks = missing === 0 ? 'tous les messages sont traduits' : missing === 1 ? '1 message manque, en français' : `${missing} messages manquent, en français`
  const stray = unknownKeys(source, translation)
  return `${locale} : ${lacks}.${stray.length === 0 ? '' : ` Aucune page ne demande : ${stray.join(', ')}.`}`
}
