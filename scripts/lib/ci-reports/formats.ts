import { Option, InvalidArgumentError } from 'commander'
import { UsageError } from '../command/errors.ts'

/** What a check can be written as; `badges` is a folder. */
export const formats = ['table', 'json', 'markdown', 'sarif', 'junit', 'codequality', 'accessibility', 'html', 'badges'] as const
export type Format = (typeof formats)[number]

/** A format and where it goes; a null file is stdout. */
export type Output = { format: Format; file: string | null }

function outputOf(text: string): Output {
  const [name = '', ...rest] = text.split('=')
  const format = formats.find((known) => known === name)
  if (format === undefined) throw new InvalidArgumentError(`format inconnu : « ${name} ». Choisissez parmi : ${formats.join(', ')}.`)
  const file = rest.join('=')
  if (format === 'badges' && file === '') throw new InvalidArgumentError('dites dans quel dossier : badges=dossier.')
  if (rest.length > 0 && file === '') throw new InvalidArgumentError(`il manque le fichier après « ${name}= ».`)
  return { format, file: file === '' ? null : file }
}

/** `--format`, which repeats: "json", or "sarif=trefle.sarif". Without any, the table. */
export const formatOption = () =>
  new Option('--format <format[=fichier]>', `une sortie, autant de fois qu’il en faut : ${formats.join(', ')}`)
    .argParser((text: string, known: readonly Output[] | undefined) => [...(known ?? []), outputOf(text)])

/** The outputs that were asked for. Throws a UsageError when two would mix on stdout, or overwrite each other. */
export function outputsOf(asked: readonly Output[] | undefined): readonly Output[] {
  if (asked === undefined) return [{ format: 'table', file: null }]
  const places = asked.map(({ file }) => file)
  const [mixed] = asked.filter(({ file }, index) => places.indexOf(file) !== index)
  if (mixed === undefined) return asked
  throw new UsageError(
    mixed.file === null ? 'Deux formats iraient ensemble sur la sortie standard.' : `Deux formats iraient dans ${mixed.file}.`,
    `Donnez un fichier à chacun : --format ${mixed.format}=fichier.`)
}
