import { readFile, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { meanShare } from '#lib/accessibility/conformity-rate'
import type { Conformity } from '#model/manual-audit'
import { importAudit } from '#effects/accessibility/import-audit'
import { importReviews } from '#effects/accessibility/import-reviews'
import { UsageError } from '#effects/command/errors'
import { dataOption } from '#effects/command/options'
import { say } from '#effects/command/terminal'

/** A grid of twenty pages weighs 300 kB: past this it is another file. */
const maxFileBytes = 64 * 1024 * 1024

async function bytesOf(file: string): Promise<Uint8Array> {
  const size = await stat(file).then((found) => (found.isFile() ? found.size : null), () => null)
  if (size === null) throw new UsageError(`Le fichier ${file} ne peut pas être lu.`, 'Vérifiez son chemin.')
  if (size > maxFileBytes) throw new UsageError(`${file} est trop gros (${Math.round(size / 1_000_000)} Mo).`, 'Vérifiez que c’est bien la grille d’audit.')
  return new Uint8Array(await readFile(file))
}

const percent = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 })

/** What may be concluded, in a sentence. */
export function spokenConformity(conformity: Conformity): string {
  if (conformity.state === 'partial') return `Audit partiel : ${conformity.untestedCriteria} critères ne sont pas testés sur toutes les pages. Aucun taux n’en est tiré.`
  if (conformity.state === 'nothing-applies') return 'Aucun critère ne s’applique : il n’y a pas de taux.'
  const { share: { conforming, applicable }, pageShares } = conformity
  return `Taux : ${conforming} critères respectés sur ${applicable} applicables (${percent.format((100 * conforming) / applicable)} %). Taux moyen : ${percent.format(100 * meanShare(pageShares))} %, sur ${pageShares.length} pages.`
}

/** A grid that Trèfle prepared looks like an audit before anybody has judged. */
const untouchedWords = `Attention : aucun critère n’est dit conforme (C), et il en reste à tester. La grille que Trèfle préremplit est ainsi avant que quelqu’un la complète.
Si personne n’a encore jugé ces pages, retirez le fichier écrit : il serait publié comme un audit fait par des personnes.`

function registerAudit(command: Command): void {
  command.command('rgaa-audit')
    .description('ajoute un audit RGAA fait par des personnes : grille officielle (.ods, .xlsx) ou CSV d’Ara')
    .argument('<fichier>', 'la grille remplie')
    .addOption(dataOption())
    .requiredOption('--site <id>', 'site de sites.yml')
    .requiredOption('--auditor <qui>', 'organisme ou fonction, jamais une personne')
    .requiredOption('--date <jour>', 'jour de l’audit, par exemple 2026-11-22')
    .option('--supersedes <id>', 'audit que celui-ci corrige')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle import rgaa-audit grille.ods --data datasets/ma-ville --site portail --auditor "Cabinet Untel" --date 2026-05-12

L’audit est gardé tel quel à côté des résultats automatiques, jamais mêlé à eux. Le taux n’existe que si tout est testé.
Les commentaires de la grille sont publiés : vérifiez qu’ils ne nomment personne.`)
    .action(async (file: string, { data, site, auditor, date, supersedes }: { data: string; site: string; auditor: string; date: string; supersedes?: string }) => {
      const { path, audit, unnamedPages, untouched } = await importAudit({ dataDir: data, file, bytes: await bytesOf(file), site, auditor, on: date, ...(supersedes ? { supersedes } : {}) })
      say(`${audit.pages.length} pages lues, écrites dans ${path}`)
      if (unnamedPages > 0) say(`${unnamedPages} pages n’ont pas d’adresse dans ce fichier : elles portent leur seul nom.`)
      say(spokenConformity(audit.conformity))
      if (untouched) say(untouchedWords)
    })
}

function registerReviews(command: Command): void {
  command.command('user-review')
    .description('ajoute des avis de personnes handicapées : YAML (reviews:) ou tableau (CSV, Excel, ODS)')
    .argument('<fichier>', 'les avis')
    .addOption(dataOption())
    .requiredOption('--site <id>', 'site de sites.yml')
    .helpOption('-h, --help', 'affiche cette aide')
    .addHelpText('after', `
Exemple :
  trefle import user-review avis.csv --data datasets/ma-ville --site portail

Colonnes : date, handicap, outil, tâche, issue, paroles, adresse. Aucun nom : la situation de handicap est choisie dans une liste.
Demandez l’accord de la personne avant de publier ses paroles.`)
    .action(async (file: string, { data, site }: { data: string; site: string }) => {
      const { path, count } = await importReviews(data, file, await bytesOf(file), site)
      say(`${count} avis ${count > 1 ? 'écrits' : 'écrit'} dans ${path}`)
    })
}

/** Under `trefle import`: what people judged. */
export function registerPeopleImports(command: Command): void {
  registerAudit(command)
  registerReviews(command)
}
