import { Command, CommanderError, Option } from 'commander'
import { describe, expect, it } from 'vitest'
import { frenchHelp, wordsOf } from '#effects/command/french-command'
import { dataOption, profileOption, wholeNumber } from '#effects/command/options'

/** A small command with one option of each kind; what it says of a mistake. */
function program(): Command {
  const command = new Command('essai').exitOverride().configureOutput({ writeErr: () => undefined }).configureHelp(frenchHelp)
    .addOption(new Option('--workers <n>', 'navigateurs').argParser(wholeNumber(1, 32)).default(4, 'selon la machine'))
    .addOption(profileOption())
    .option('--only <audit...>', 'ces audits', [])
    .addOption(new Option('--resume', 'reprend').default(false).conflicts('workers'))
    .action(() => undefined)
  return command
}

function mistake(args: readonly string[], command = program()): string {
  try {
    command.parse(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return wordsOf(error)
    throw error
  }
  throw new Error('expected a mistake')
}

describe('a mistake on the command line is said in French', () => {
  it.each([
    ['a number out of bounds', ['--workers', '0'], 'Option « --workers <n> » : « 0 » : un nombre entier de 1 à 32 est attendu.'],
    ['a choice that is not offered', ['--profile', 'montre'], 'Option « --profile <profil> » : choisissez parmi desktop, mobile.'],
    ['an option that does not exist', ['--worker', '2'], 'Option inconnue : --worker. Peut-être : --workers ?'],
    ['a value that is not given', ['--workers'], 'L’option « --workers <n> » attend une valeur.'],
    ['two options that exclude each other', ['--resume', '--workers', '2'], 'L’option « --resume » ne va pas avec « --workers <n> ».'],
    ['a word too many', ['portail'], 'Trop d’arguments.'],
  ])('for %s', (_name, args, sentence) => expect(mistake(args)).toBe(sentence))

  it('for an argument of a command', () => {
    const command = program().argument('<n>', 'combien', wholeNumber(1, 9))
    expect(mistake(['12'], command)).toBe('« 12 » : un nombre entier de 1 à 9 est attendu.')
    expect(mistake([], program().argument('<n>', 'combien'))).toBe('Il manque l’argument « n ».')
  })

  it('for a territory that is not named, with both ways to name it', () => {
    const kept = process.env.TREFLE_DATA
    delete process.env.TREFLE_DATA
    try {
      const words = mistake([], new Command('audit').exitOverride().configureOutput({ writeErr: () => undefined }).addOption(dataOption()).action(() => undefined))
      expect(words).toMatch(/--data .*territory\.yml.*TREFLE_DATA/)
    } finally {
      if (kept !== undefined) process.env.TREFLE_DATA = kept
    }
  })
})

describe('the help of an option', () => {
  it('says its choices, its default and its environment variable in French', () => {
    const help = program().addOption(new Option('--data <dossier>', 'dossier').env('TREFLE_DATA')).helpInformation().replaceAll(/\s+/g, ' ')
    expect(help).toContain('navigateurs (par défaut selon la machine)')
    expect(help).not.toContain('par défaut )')
    expect(help).toContain('(au choix desktop ou mobile, par défaut desktop)')
    expect(help).toContain('(variable d’environnement TREFLE_DATA)')
    expect(help).not.toMatch(/default|choices|env:|Usage:/)
  })
})

it('the usage of a command that has others is said in French', () => {
  const command = program()
  command.command('autre')
  expect(command.helpInformation()).toMatch(/^Usage : essai \[options\] \[commande\]\n/)
})
