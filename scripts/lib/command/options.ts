import { InvalidArgumentError, Option } from 'commander'
import { availableParallelism } from 'node:os'

/** A whole number within bounds, or a sentence that says the bounds. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`« ${text} » : un nombre entier de ${min} à ${max} est attendu.`)
    return value
  }
}

/**
 * Six workers on two cores, of which four load while two wait (measure.ts), keep both busy through the waits of the protocol; each worker with its browser needs about 1 GB.
 * The memory is what this process may still take: in a container, its limit and not the machine's.
 */
export function defaultWorkers(): number {
  return Math.max(1, Math.min(3 * availableParallelism(), 12, Math.floor(process.availableMemory() / 1.1e9)))
}

export const dataOption = () => new Option('--data <dossier>', 'dossier du territoire').env('TREFLE_DATA').makeOptionMandatory()
export const workersOption = () => new Option('--workers <n>', 'navigateurs en parallèle').argParser(wholeNumber(1, 32)).default(defaultWorkers(), 'selon la machine')
export const perHostOption = () => new Option('--per-host <n>', 'pages d’un même hôte à la fois (1 par politesse, plus pour vos propres sites)').argParser(wholeNumber(1, 16))
export const queueOption = () => new Option('--queue <adresse>', 'file Redis ou Valkey partagée entre machines, par exemple redis://10.0.0.5:6379').env('TREFLE_QUEUE')
export const deadlineOption = () => new Option('--deadline <s>', 'délai par page, en secondes').argParser(wholeNumber(10, 600)).default(90)
export const allowPrivateOption = () => new Option('--allow-private', 'ouvre les adresses privées et tous leurs ports ; noté dans les preuves').default(false)
export const ignoreRobotsOption = () => new Option('--ignore-robots', 'visite votre propre site malgré son robots.txt ; noté dans les preuves').default(false)
export const profileOption = () => new Option('--profile <profil>', 'taille d’écran').choices(['desktop', 'mobile']).default('desktop')
export const contactOption = () => new Option('--contact <adresse>', 'adresse ou page de contact annoncée aux sites visités').env('TREFLE_CONTACT')
