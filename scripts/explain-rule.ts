import { Option, type Command } from 'commander'
import { explainRule, isRuleOrFinding } from '#effects/ci-reports/explain-rule'
import { UsageError } from '#effects/command/errors'
import { print, printJson } from '#effects/command/terminal'

type ExplainRuleOptions = { report: string; format: 'text' | 'md' | 'json' }

/** `explain` of the package on npm, which has no territory: rules, and gaps of a report. */
export function register(program: Command): void {
  program.command('explain')
    .description('dit pourquoi un contrôle compte, comment y remédier et ses références')
    .argument('<cible>', 'pilier/contrôle, ou le nom d’un écart')
    .option('--report <fichier>', 'rapport JSON où chercher un écart', 'trefle.json')
    .addOption(new Option('--format <format>', 'forme de la réponse').choices(['text', 'md', 'json']).default('text'))
    .addHelpText('after', `
Exemples :
  trefle explain sobriety/page-weight
  trefle explain f0123456789ab --report trefle.json`)
    .action(async (target: string, options: ExplainRuleOptions) => {
      if (!isRuleOrFinding(target)) throw new UsageError(`« ${target} » n’est ni un contrôle ni un écart.`, 'Écrivez pilier/contrôle, par exemple sobriety/page-weight, ou le nom d’un écart du rapport.')
      const answer = await explainRule(target, options)
      if (typeof answer === 'string') print(answer)
      else printJson(answer)
    })
}
