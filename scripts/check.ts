import { Option, type Command } from 'commander'
import { formatOption, outputsOf } from '#effects/ci-reports/formats'
import { writeOutputs } from '#effects/ci-reports/write-outputs'
import { allowPrivateOption, contactOption, deadlineOption, ignoreRobotsOption, perHostOption, profileOption, workersOption } from '#effects/command/options'
import { passesOption, runsOption } from '#effects/command/passes'
import { gateTable } from '#effects/gate/gate-table'
import { withGateOptions, type CheckOptions } from '#effects/gate/options'
import { runCheck } from '#effects/gate/run-check'
import { pushCheck } from '#effects/inbox/push'
import { say } from '#effects/command/terminal'
import { exitCodes } from '#effects/command/errors'

async function check(urls: readonly string[], options: CheckOptions, command: Command): Promise<number> {
  const outputs = outputsOf(options.format)
  const { report, table, sourceFile } = await runCheck(urls, options, command.getOptionValueSource('runs') === 'cli')
  await writeOutputs(report, outputs, { table: `${table}\n${gateTable(report)}`, sourceFile })
  const code = report.gate?.exitCode ?? exitCodes.fine
  const problem = options.push === undefined ? null : await pushCheck({ url: options.push, token: process.env.TREFLE_TOKEN, body: JSON.stringify(report) })
  if (options.push !== undefined) say(problem ?? `Contrôle envoyé à ${new URL(options.push).host} : il attend d’être lu.`)
  return problem !== null && options.requirePush && code === exitCodes.fine ? exitCodes.notMeasured : code
}

export function register(program: Command): void {
  withGateOptions(program.command('check')
    .description('visite des pages, dit ce qui a été vu, et les tient à des budgets')
    .argument('[url...]', 'adresses http ou https ; chemins avec --static')
    .addOption(formatOption()).addOption(passesOption(['cold'])).addOption(runsOption()).addOption(profileOption()).addOption(workersOption()).addOption(perHostOption()).addOption(deadlineOption())
    .addOption(allowPrivateOption()).addOption(ignoreRobotsOption()).addOption(contactOption())
    .addOption(new Option('--scenario <fichier>', 'audite les étapes d’un scénario (docs/guides/scenarios.md), à partir de l’adresse donnée').conflicts(['passes', 'runs', 'sitemap', 'site']))
    .option('--data <dossier>', 'dossier d’un territoire : ses tiers et ses domaines sont alors connus')
    .option('--fixtures <fichier>', 'hôtes joués en local (essais) : JSON { fixtures, spkiHashes }'))
    .addHelpText('after', `
Exemples :
  trefle check https://www.ville.fr/ https://www.ville.fr/contact
  trefle check http://localhost:4321/ --allow-private
  trefle check https://www.ville.fr/ --passes cold,repeat,mobile --runs 3
  trefle check https://www.ville.fr/ --scenario rendez-vous.yml
  trefle check --static dist --budgets trefle.budgets.yml
  trefle check https://essai.ville.fr/ --map https://essai.ville.fr/=https://www.ville.fr/
  trefle check --sitemap https://www.ville.fr/sitemap.xml --shard 2/5 --format json=part-2.json
  trefle check https://www.ville.fr/ --format table --format sarif=trefle.sarif --format html=trefle.html

--push envoie le contrôle à un service Trèfle, avec le jeton de TREFLE_TOKEN ; un envoi manqué ne change pas le code de sortie,
sauf avec --require-push.

Budgets, références, dérogations : docs/guides/gate.md. TREFLE_BASIC_AUTH et TREFLE_HEADERS ne vont qu’à l’origine auditée.

Codes de sortie : 0 tout est mesuré, aucun budget dépassé · 1 un budget est dépassé · 2 commande ou configuration à corriger
                  3 pas assez de mesures, ou pas assez stables · 70 erreur interne`)
    .action(async (urls: string[], options: CheckOptions, command: Command) => { process.exitCode = await check(urls, options, command) })
}
