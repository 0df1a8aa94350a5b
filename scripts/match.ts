import type { Command } from 'commander'
import type { LocalWord } from '#lib/define'
import { allowPrivateOption, dataOption } from '#effects/command/options'
import { print, say } from '#effects/command/terminal'
import { matchesProposal } from '#effects/inventory/word-proposals'
import { loadFactorBook } from '#effects/territory/factors'
import { readSources } from '#effects/territory/read-sources'

export type MatchReport = {
  /** Devices read, and those without a reference type. */
  devices: number
  unknown: number
  /** Lines to paste in matches.yml once completed: names without a type, then those that the range of their model told. */
  proposal: string[]
}

/** Reads the inventories of a territory, writes nothing, and says which names have no reference type. Throws UsageErrors as `pull` does. */
export async function match(options: { dataDir: string; source?: string; at: string; allowPrivate?: boolean }): Promise<MatchReport> {
  const words: LocalWord[] = []
  let [devices, unknown] = [0, 0]
  for await (const { parsed } of readSources(options)) {
    words.push(...(parsed.words ?? []))
    for (const { metric, value, dimensions } of parsed.observations) {
      if (metric !== 'fleet.devices') continue
      devices += value ?? 0
      if (dimensions['type'] === 'unknown') unknown += value ?? 0
    }
  }
  return { devices, unknown, proposal: matchesProposal(words) }
}

export function register(program: Command): void {
  program.command('match')
    .description('liste les noms d’appareils sans type de référence, et propose quoi écrire dans matches.yml')
    .argument('[source]', 'identifiant de sources.yml ; toutes par défaut')
    .addOption(dataOption())
    .addOption(allowPrivateOption())
    .addHelpText('after', `
Exemple :
  trefle match --data datasets/ma-ville

Un appareil reçoit son type de référence par son modèle exact dans matches.yml (A), sinon par son type (B), sinon par la
gamme de son modèle (C). Ce qui reste est listé, le plus nombreux d’abord ; « none » dit qu’aucun type ne convient.`)
    .action(async (source: string | undefined, { data, allowPrivate }: { data: string; allowPrivate: boolean }) => {
      const report = await match({ dataDir: data, at: new Date().toISOString(), allowPrivate, ...(source === undefined ? {} : { source }) })
      const { devices: types } = await loadFactorBook()
      describe(report, [...types.keys()].sort())
    })
}

/** The lines to paste go to stdout, and may be sent to a file; the rest is said. */
function describe({ devices, unknown, proposal }: MatchReport, types: readonly string[]): void {
  if (devices === 0) { say('Aucun appareil dans les sources.'); return }
  say(`${devices} appareils, dont ${unknown} sans type de référence : ils restent hors du calcul carbone.`)
  if (proposal.length === 0) { say('Rien à rapprocher : chaque nom a son type, ou « none ».'); return }
  say('À compléter, puis à coller dans matches.yml :')
  print(proposal.join('\n'))
  say(`Types de référence : ${types.join(', ')} ; none si aucun ne convient.`)
}
