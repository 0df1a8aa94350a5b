import { extname } from 'node:path'
import type { Command } from 'commander'
import { conformityOf } from '#lib/accessibility/conformity-rate'
import { standingAudits } from '#lib/accessibility/standing-audits'
import { factorValue } from '#lib/factors/factor-book'
import { statementDraft, type DraftFacts } from '#lib/statements/draft'
import { draftHtml, draftMarkdown } from '#lib/statements/draft-renderings'
import { provenFailures } from '#lib/statements/proven-failures'
import type { ManualAudit } from '#model/manual-audit'
import type { PublishedSite } from '#model/publication'
import { readPeopleRecord } from '#effects/accessibility/people-files'
import { readSiteReport } from '#effects/accessibility/site-report'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'
import { writeNew } from '#effects/files/new-file'
import { loadFactorBook } from '#effects/territory/factors'
import { readDeclaredFolder } from '#effects/territory/territory'
import { rgaaGrid } from '../src/rgaa.ts'

const renderings = { '.md': draftMarkdown, '.html': draftHtml } as const
const note = 'Brouillon écrit par Trèfle d’après son registre. Ce qui manque est marqué « À COMPLÉTER ». Aucun taux n’y vient d’une machine.'

/** The draft for a site, as it is known today. Throws a UsageError for an unknown site. */
export async function draftFacts(dataDir: string, siteId: string, today: string): Promise<DraftFacts> {
  const [{ territory }, { report, tools }, { manualAudits }, factors] = await Promise.all([readDeclaredFolder(dataDir), readSiteReport(dataDir, siteId), readPeopleRecord(dataDir), loadFactorBook()])
  const audit = validAudit(manualAudits.filter(({ site }) => site === siteId), today, factorValue(factors, 'rgaa.statement.validity-years'))
  return {
    organisation: report.organisationName,
    site: { name: new URL(report.url).host, url: report.url },
    contact: territory.contact.email ?? territory.contact.url ?? null,
    audit: audit && { on: audit.on, auditor: audit.auditor, version: audit.version, conformity: conformityOf(audit, rgaaGrid), pages: audit.pages },
    failures: provenFailures(report.pages, rgaaGrid),
    tools: tools && { axe: tools['axe'] ?? '', trefle: tools['trefle'] ?? '' },
    onLine: wordsOnLine(report),
  }
}

/** The last one that no other corrects and that is not older than a statement may be; days are compared as text. */
function validAudit(audits: readonly ManualAudit[], today: string, years: number): ManualAudit | null {
  const oldest = `${Number(today.slice(0, 4)) - years}${today.slice(4, 10)}`
  return standingAudits(audits).filter(({ on }) => on >= oldest).sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1) ?? null
}

function wordsOnLine(report: PublishedSite): Map<string, string> {
  const findings = report.pages.flatMap(({ verdicts }) => verdicts['solidarity/accessibility-statement']?.findings ?? [])
  return new Map(findings.flatMap(({ item }) => (item?.quote === undefined ? [] : [[item.id, item.quote] as const])))
}

/** Under `trefle export`. */
export function registerStatementExport(command: Command): void {
  command.command('accessibility-statement')
    .description('un brouillon de la déclaration d’accessibilité d’un site (.html ou .md)')
    .addOption(dataOption())
    .requiredOption('--site <id>', 'site de sites.yml')
    .requiredOption('--out <fichier>', 'fichier à créer, en .html ou en .md')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle export accessibility-statement --data datasets/ma-ville --site portail --out declaration.html

L’ordre est celui du modèle légal. Ce que le registre ne sait pas est marqué « À COMPLÉTER ». L’état et le taux ne viennent que
d’un audit mené par des personnes et importé (« trefle import ») ; les échecs prouvés par la machine sont à confirmer.`)
    .action(async ({ data, site, out }: { data: string; site: string; out: string }) => {
      const render = Object.entries(renderings).find(([extension]) => extension === extname(out))?.[1]
      if (render === undefined) throw new UsageError(`« ${out} » n’est ni un .html ni un .md.`, 'Donnez un nom de fichier qui finit par .html ou .md.')
      const content = render(statementDraft(await draftFacts(data, site, new Date().toISOString().slice(0, 10))), note)
      await writeNew(out, content)
      say(`Brouillon écrit dans ${out} : ${content.split('À COMPLÉTER :').length - 1} endroits à compléter`)
    })
}
