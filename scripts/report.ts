import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import { isTotal } from '#lib/publish/sums'
import { commitmentsOf, followed, type ReenFacts } from '#lib/report/reen-facts'
import { figureOf, reportedIndicators } from '#lib/report/reen-figures'
import { coverageOf, missingOf } from '#lib/report/reen-missing'
import { reenReport } from '#lib/report/reen-report'
import { reenSummary } from '#lib/report/reen-summary'
import type { Report } from '#lib/report/report-block'
import { reportHtml } from '#lib/report/report-html'
import type { PresentedReport } from '#model/reen-report'
import { UsageError } from '#effects/command/errors'
import { dataOption, wholeNumber } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { writeAtomically } from '#effects/files/atomic-file'
import { readPublication } from '#effects/report/read-publication'
import { freeze, prepareTexts, readPresented, readReenFrame, readSplit, readTexts, reenFolder } from '#effects/report/reen-files'
import { reportDocx } from '#effects/report/report-docx'
import { withPrinter } from '#effects/report/report-printer'

const formats = ['html', 'pdf', 'docx'] as const
export type ReportFormat = (typeof formats)[number]

/** Everything that the report of an organisation says. `on`: its day, ISO 8601. Throws a UsageError for what a person has to correct. */
export async function reenFacts(dataDir: string, year: string, organisationId: string, on: string): Promise<ReenFacts> {
  const [{ published: { territory }, indicators, commitments }, frame, split] = await Promise.all([readPublication(dataDir), readReenFrame(), readSplit(dataDir, year)])
  const known = territory.organisations.map(({ id }) => id)
  const organisation = territory.organisations.find(({ id }) => id === organisationId)
  if (organisation === undefined) throw new UsageError(`« ${organisationId} » n’est pas une organisation de ${territory.name}.`, `Choisissez parmi : ${known.join(', ')}.`)
  for (const { organisation: other } of split?.shares ?? []) if (!known.includes(other)) throw new UsageError(`split.yml : « ${other} » n’est pas une organisation de territory.yml.`, `Choisissez parmi : ${known.join(', ')}.`)
  for (const id of split?.indicators ?? []) {
    const indicator = indicators.find((each) => each.id === id)
    if (indicator === undefined || !isTotal(id)) throw new UsageError(`split.yml : « ${id} » ${indicator ? 'n’est pas un total' : 'n’est pas un indicateur'}.`, 'Ne répartissez que des totaux, par exemple fleet-footprint.')
  }
  return {
    year, on, territory, organisation, frame, split,
    indicators: reportedIndicators(indicators, year, organisationId, split),
    commitments: commitmentsOf(organisationId, territory, commitments),
    texts: await readTexts(dataDir, year, organisationId, frame),
    presented: await readPresented(dataDir, year, organisationId),
  }
}

/** What an archive keeps of the facts. */
export function presentedOf(facts: ReenFacts): PresentedReport {
  return {
    schema: 'trefle/reen-report@1', year: facts.year, organisation: facts.organisation.id, on: facts.on,
    figures: followed(facts).map(figureOf), commitments: facts.commitments.map(({ commitment: { id }, status }) => ({ id, status })),
  }
}

/** The reports in each format, by file name. A browser is started only for PDF and DOCX. */
export async function renderReports(reports: ReadonlyMap<string, Report>, wanted: readonly ReportFormat[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  for (const [name, report] of reports) if (wanted.includes('html')) files.set(`${name}.html`, new TextEncoder().encode(reportHtml(report)))
  if (!wanted.includes('pdf') && !wanted.includes('docx')) return files
  return withPrinter(async (printer) => {
    for (const [name, report] of reports) {
      if (wanted.includes('pdf')) files.set(`${name}.pdf`, await printer.pdf(reportHtml(report), report))
      if (wanted.includes('docx')) files.set(`${name}.docx`, await reportDocx(report, printer.draw))
    }
    return files
  })
}

function formatsOf(text: string): ReportFormat[] {
  const asked = text.split(',').map((word) => word.trim())
  const wanted = formats.filter((format) => asked.includes(format))
  if (wanted.length !== new Set(asked).size) throw new InvalidArgumentError(`« ${text} » : choisissez parmi ${formats.join(', ')}, séparés par des virgules.`)
  return wanted
}

function dayOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError(`« ${text} » n’est pas un jour : écrivez par exemple 2026-11-22.`)
}

type Options = { data: string; year: number; organisation: string; format: ReportFormat[]; out?: string; on: string; freeze: boolean; summary: boolean }

async function reen(options: Options): Promise<void> {
  const year = String(options.year)
  const frame = await readReenFrame()
  const facts = await reenFacts(options.data, year, options.organisation, options.on)
  const made = await prepareTexts(options.data, year, frame)
  const reports = new Map([[`bilan-${year}-${options.organisation}`, reenReport(facts)]])
  if (options.summary) reports.set(`essentiel-${year}-${options.organisation}`, reenSummary(facts))
  const files = await renderReports(reports, options.format)
  const out = options.out ?? join('var', 'reports')
  await mkdir(out, { recursive: true })
  for (const [name, bytes] of files) {
    await writeAtomically(join(out, name), bytes)
    say(`Écrit : ${join(out, name)}`)
  }
  const { known, asked } = coverageOf(facts)
  say(`${known} chiffres sur ${asked} sont connus pour ${year}, ${missingOf(facts).length} points restent à compléter.`)
  if (made.length > 0) say(`${made.length} textes à écrire ont été préparés dans ${reenFolder(options.data, year)}.`)
  if (options.freeze) say(`Archivé : ${await freeze(options.data, presentedOf(facts), files)}`)
}

export function register(program: Command): void {
  const command = program.command('report').description('écrit un rapport à présenter, en HTML, PDF et DOCX').helpCommand(false)
  command.command('reen')
    .description('le bilan annuel du numérique responsable (loi REEN, article 35)')
    .addOption(dataOption())
    .requiredOption('--year <année>', 'année du bilan', wholeNumber(2000, 2100))
    .requiredOption('--organisation <id>', 'organisation de territory.yml qui présente le bilan')
    .option('--format <liste>', `parmi ${formats.join(', ')}`, formatsOf, [...formats])
    .option('--out <dossier>', 'où écrire (par défaut var/reports)')
    .option('--on <jour>', 'jour du bilan', dayOf, new Date().toISOString().slice(0, 10))
    .option('--freeze', 'archive ce qui est présenté : les recalculs se liront à côté', false)
    .option('--summary', 'ajoute le résumé de deux pages pour les élus', false)
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle report reen --data datasets/ma-ville --year 2026 --organisation ville --summary

Le bilan dit d’abord ce qui manque. Les textes s’écrivent dans reports/reen/<année>/<thème>.md, à côté des données : ils ne
sont jamais récrits. Un parc partagé se répartit par la règle de reports/reen/<année>/split.yml.`)
    .action(reen)
}
