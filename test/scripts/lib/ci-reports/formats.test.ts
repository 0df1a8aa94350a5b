import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { UsageError } from '#effects/command/errors'
import { formatOption, outputsOf, type Output } from '#effects/ci-reports/formats'

function asked(...args: string[]): readonly Output[] {
  const command = new Command().addOption(formatOption()).exitOverride().configureOutput({ writeErr: () => undefined })
  return outputsOf(command.parse(args, { from: 'user' }).opts<{ format?: readonly Output[] }>().format)
}

describe('the outputs that a check is asked for', () => {
  it('are the table when nothing is said', () => {
    expect(asked()).toEqual([{ format: 'table', file: null }])
  })

  it('are several at once, each in its file', () => {
    expect(asked('--format', 'json', '--format', 'sarif=a=b.sarif')).toEqual([{ format: 'json', file: null }, { format: 'sarif', file: 'a=b.sarif' }])
  })

  it.each([['csv'], ['sarif='], ['badges'], ['=x']])('are refused when they are written %j', (text) => {
    expect(() => asked('--format', text)).toThrow(/format inconnu|dossier|il manque/)
  })

  it('are refused when two would mix, on stdout or in a file', () => {
    expect(() => asked('--format', 'json', '--format', 'markdown')).toThrow(UsageError)
    expect(() => asked('--format', 'json=r', '--format', 'html=r')).toThrow(/dans r/)
  })
})
