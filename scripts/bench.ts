import { readdirSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { BenchDefinition, BenchReport, Figure } from '#effects/benching/define-bench'
import { UsageError } from '#effects/command/errors'
import { wholeNumber } from '#effects/command/options'
import { colours, say, spokenDuration } from '#effects/command/terminal'

const folder = fileURLToPath(new URL('./lib/bench', import.meta.url))
const names = readdirSync(folder).filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -3)).sort()

async function loadBenchFile(name: string): Promise<BenchDefinition> {
  const { default: definition } = await import(pathToFileURL(join(folder, `${name}.ts`)).href) as { default: BenchDefinition }
  return definition
}

/** The report of a bench, and how busy the machine was: figures of a shared machine say little without it. */
type Measured = BenchReport & { bench: string; title: string; tookSeconds: number; loadBefore: number; loadAfter: number }

async function runBench(bench: string, context: Parameters<BenchDefinition['run']>[0]): Promise<Measured> {
  const { title, run } = await loadBenchFile(bench)
  say(`\n${bench} : ${title}`)
  const [startedAt, loadBefore] = [performance.now(), loadavg()[0] ?? 0]
  const report = await run(context)
  return { bench, title, ...report, tookSeconds: (performance.now() - startedAt) / 1000, loadBefore, loadAfter: loadavg()[0] ?? 0 }
}

const number = (value: number) => value.toLocaleString('fr-FR', { maximumFractionDigits: Math.abs(value) < 10 ? 3 : 1 })

function figureLine({ name, value, unit, note }: Figure, width: number): string {
  return `  ${name.padEnd(width)}  ${value === null ? 'inconnu' : number(value)} ${unit}${note ? `  (${note})` : ''}`
}

function tableOf({ bench, figures, notes, tookSeconds, loadBefore, loadAfter }: Measured): string {
  const { bold, dim } = colours(process.stdout)
  const width = Math.max(0, ...figures.map(({ name }) => name.length))
  const load = `en ${spokenDuration(tookSeconds * 1000)} ; charge de la machine ${number(loadBefore)} puis ${number(loadAfter)} sur ${cpus().length} processeurs`
  return [bold(bench), ...figures.map((figure) => figureLine(figure, width)), ...notes.map((note) => `  ${note}`), dim(`  ${load}`), ''].join('\n')
}

function chosen(only: string | undefined): string[] {
  const asked = only?.split(',').map((name) => name.trim()) ?? names
  const wrong = asked.filter((name) => !names.includes(name))
  if (wrong.length > 0) throw new UsageError(`Banc inconnu : ${wrong.join(', ')}.`, `Bancs : ${names.join(', ')}.`)
  return asked
}

function addressesIn(asked: readonly string[]): string[] {
  const wrong = asked.find((address) => !/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
  if (wrong !== undefined) throw new UsageError(`« ${wrong} » n’est pas une adresse.`, 'Donnez des adresses entières, par exemple https://www.ville.fr/.')
  return [...asked]
}

export function register(program: Command): void {
  program.command('bench')
    .description('mesure la vitesse et la tenue de Trèfle, et ses écarts avec d’autres outils')
    .argument('[adresse...]', 'pages à visiter ; celles de la ville d’exemple par défaut')
    .option('--only <bancs>', `bancs, séparés par des virgules : ${names.join(', ')}`)
    .option('--pages <n>', 'nombre de pages de chaque banc', wholeNumber(1, 5000))
    .option('--national', 'seulement le banc national : 35 000 communes, d’après un département', false)
    .option('--json', 'les chiffres en JSON sur la sortie standard', false)
    .addHelpText('after', `
Exemples :
  npm run bench
  npm run bench -- --only engine,steps
  npm run bench -- --only unlighthouse https://www.ville.fr/ https://www.ville.fr/contact
  npm run bench -- --national

Un banc est un fichier de scripts/lib/bench. Les chiffres d’une machine occupée ne disent rien : la charge est écrite à côté.`)
    .action(async (asked: string[], { only, pages, national, json }: { only?: string; pages?: number; national: boolean; json: boolean }) => {
      const [addresses, measured] = [addressesIn(asked), [] as Measured[]]
      for (const bench of chosen(national ? 'national' : only)) {
        const report = await runBench(bench, { addresses, pages })
        measured.push(report)
        if (!json) process.stdout.write(tableOf(report))
      }
      if (json) process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), processors: cpus().map(({ model }) => model), benches: measured }, null, 2)}\n`)
    })
}
