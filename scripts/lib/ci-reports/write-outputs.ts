import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CheckReport } from '#lib/gate/check-report'
import { badges } from '#lib/ci-reports/badges'
import { gitlabAccessibility } from '#lib/ci-reports/gitlab-accessibility'
import { gitlabCodeQuality } from '#lib/ci-reports/gitlab-code-quality'
import { html } from '#lib/ci-reports/html'
import { junit } from '#lib/ci-reports/junit'
import { markdown } from '#lib/ci-reports/markdown'
import { sarif } from '#lib/ci-reports/sarif'
import { UsageError } from '../command/errors.ts'
import { forTerminal } from '../command/terminal.ts'
import type { Format, Output } from './formats.ts'

const tokensFile = fileURLToPath(new URL('../../../src/styles/tokens.css', import.meta.url))

/** What stands beside the report: the table for a terminal, and the file of the repository that speaks for the pages. */
export type Beside = { table: string; sourceFile: string }

type TextFormat = Exclude<Format, 'badges'>
const renderers: Record<TextFormat, (report: CheckReport, beside: Beside) => string | Promise<string>> = {
  table: (_, { table }) => table,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  markdown, sarif, junit, html: async (report) => html(report, { tokens: await readFile(tokensFile, 'utf8') }),
  codequality: gitlabCodeQuality, accessibility: gitlabAccessibility,
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    // In place: it may be a device, or the file that GitHub gave for the summary of a step.
    await writeFile(file, text)
  } catch (error) {
    throw new UsageError(`${file} ne peut pas être écrit (${(error as NodeJS.ErrnoException).code ?? 'erreur'}).`, 'Vérifiez le chemin donné à --format et vos droits.')
  }
}

/** Writes every output that was asked for; what has no file goes to stdout. Throws a UsageError for a file that cannot be written. */
export async function writeOutputs(report: CheckReport, outputs: readonly Output[], beside: Beside): Promise<void> {
  for (const { format, file } of outputs) {
    if (format === 'badges') {
      for (const [name, svg] of badges(report)) await write(join(file ?? '.', name), svg)
      continue
    }
    const made = await renderers[format](report, beside)
    // Only a table is drawn for a terminal, with its colours; what programs read is written as it is.
    const text = format === 'table' ? forTerminal(made, file === null && process.stdout.isTTY) : made
    if (file === null) process.stdout.write(text)
    else await write(file, text)
  }
}
