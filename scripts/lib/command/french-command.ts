import { Help, type CommanderError, type Option } from 'commander'

const titles: Record<string, string> = {
  'Usage:': 'Usage :', 'Options:': 'Options :', 'Commands:': 'Commandes :', 'Arguments:': 'Arguments :',
}

/** Choices, default and environment variable of an option, after its description. */
function describeOption(option: Option): string {
  const { argChoices, defaultValue, defaultValueDescription, envVar } = option
  const extra = [
    ...(argChoices ? [`au choix ${argChoices.join(' ou ')}`] : []),
    ...(defaultValue === undefined || option.isBoolean() || (Array.isArray(defaultValue) && defaultValue.length === 0) ? [] : [`par défaut ${defaultValueDescription ?? String(defaultValue)}`]),
    ...(envVar ? [`variable d’environnement ${envVar}`] : []),
  ]
  return extra.length === 0 ? option.description : `${option.description} (${extra.join(', ')})`
}

/** Commander writes its help in English; this is the same help in the language of the interface. */
export const frenchHelp: Partial<Help> = {
  styleTitle: (title) => titles[title] ?? title,
  optionDescription: describeOption,
  commandUsage: (command) => new Help().commandUsage(command).replace('[command]', '[commande]'),
}

/** "Allowed choices are a, b." in French; the sentences of our own parsers are French already. */
function reasonOf(message: string): string {
  const [, reason = ''] = /is invalid(?: for argument '[^']*')?\. ?(.*)$/s.exec(message) ?? []
  const [, choices] = /^Allowed choices are (.*)\.$/.exec(reason) ?? []
  return choices === undefined ? reason : `choisissez parmi ${choices}.`
}

/** The words of a mistake on the command line. Commander hands over its parts only in its English message: they are read from there. */
export function wordsOf({ code, message }: CommanderError): string {
  const [named = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '')
  const [, meant] = /Did you mean (?:one of )?(.*)\?/.exec(message) ?? []
  const hint = meant === undefined ? '' : ` Peut-être : ${meant} ?`
  const sentences: Record<string, string> = {
    'commander.unknownOption': `Option inconnue : ${named}.${hint}`,
    'commander.unknownCommand': `Commande inconnue : ${named}.${hint}`,
    'commander.missingArgument': `Il manque l’argument « ${named} ».`,
    'commander.optionMissingArgument': `L’option « ${named} » attend une valeur.`,
    'commander.missingMandatoryOptionValue': named.startsWith('--data')
      ? 'Dites de quel territoire : --data et le dossier qui contient territory.yml (ou la variable d’environnement TREFLE_DATA).'
      : `Il manque l’option « ${named} ».`,
    'commander.excessArguments': 'Trop d’arguments.',
    'commander.conflictingOption': `L’option « ${named} » ne va pas avec « ${second} ».`,
    'commander.invalidArgument': message.startsWith('error: option') ? `Option « ${named} » : ${reasonOf(message)}` : reasonOf(message),
  }
  return sentences[code] ?? 'La commande ne peut pas être lue.'
}
