import { InvalidArgumentError, Option } from 'commander'
import { Pass, type Profile } from '#model/evidence'
import { UsageError } from './errors.ts'

/** What a pass is, as a person is told. */
export const passWords: Record<Pass, string> = {
  cold: 'première visite, rien de cliqué', repeat: 'visite suivante', refusal: 'après un refus', confirm: 'second chargement avant de dire un écart', mobile: 'téléphone',
}

/** The passes that a list names, in the order of the model. Throws a UsageError that says which there are. */
export function passesIn(list: string, profile: Profile): Pass[] {
  const asked = list.split(',').map((name) => name.trim())
  const wrong = asked.filter((name) => !Pass.options.some((pass) => pass === name))
  const choice = `Passes : ${Pass.options.map((pass) => `${pass} (${passWords[pass]})`).join(', ')}.`
  if (wrong.length > 0) throw new UsageError(`Passe inconnue : ${wrong.map((name) => `« ${name} »`).join(', ')}.`, choice)
  if (asked.includes('confirm') && !asked.includes('cold') && !asked.includes('refusal')) throw new UsageError('La passe confirm recharge ce que cold ou refusal ont vu : elle ne va pas seule.', 'Ajoutez cold.')
  if (asked.includes('mobile') && profile === 'mobile') throw new UsageError('Avec --profile mobile, toutes les passes sont déjà sur téléphone.', 'Retirez la passe mobile, ou --profile mobile.')
  return Pass.options.filter((pass) => asked.includes(pass))
}

/** An odd number of loads: an even one has no load in its middle. */
function oddNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1 || value > 15 || value % 2 === 0) throw new InvalidArgumentError(`« ${text} » : un nombre impair de 1 à 15 est attendu, pour qu’une mesure soit au milieu.`)
  return value
}

export const passesOption = (passes: readonly Pass[]) =>
  new Option('--passes <liste>', `façons de visiter une page, séparées par des virgules : ${Pass.options.join(', ')}`).default(passes.join(','))
export const runsOption = () => new Option('--runs <n>', 'chargements de chaque page (nombre impair) : tout vient de la mesure médiane, l’écart est gardé').argParser(oddNumber).default(1)
