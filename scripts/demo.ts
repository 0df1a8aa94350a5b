import { cp, rm } from 'node:fs/promises'
import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { audit } from './audit.ts'
import { build } from './build.ts'
import { compute } from './compute.ts'
import { pull } from './pull.ts'
import { exitCodes } from '#effects/command/errors'
import { wholeNumber } from '#effects/command/options'
import { colours, say, spokenDuration, startProgress } from '#effects/command/terminal'
import { freePort } from '#effects/network/free-port'

const root = fileURLToPath(new URL('..', import.meta.url))
const example = join(root, 'examples', 'villeneuve')

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true) })
    socket.on('error', () => done(false))
  })
}

/** Says the address once the server listens: an address that is printed can be opened. */
async function announce(server: ChildProcess, port: number): Promise<void> {
  const { bold } = colours(process.stderr)
  while (server.exitCode === null && server.signalCode === null) {
    if (await answers(port)) return say(`\nLe tableau de bord de Villeneuve (ville inventée) : ${bold(`http://127.0.0.1:${port}/`)}\nCtrl-C pour arrêter.`)
    await pause(50)
  }
}

/** Serves the built dashboard with its own Node server until the person stops it. */
async function serve(outDir: string, wantedPort: number): Promise<number> {
  const port = await freePort(wantedPort)
  const server = spawn(process.execPath, [join(outDir, 'server', 'entry.mjs')], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'],
  })
  const stop = () => server.kill()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const ended = new Promise<number>((done) => server.on('close', (code, signal) => done(signal ? exitCodes.fine : (code ?? exitCodes.internal))))
  await announce(server, port)
  return ended
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const { bold, dim } = colours(process.stderr)
  const startedAt = Date.now()
  say(`\n${bold(title)}`)
  const result = await work()
  say(dim(`  fait en ${spokenDuration(Date.now() - startedAt)}`))
  return result
}

type DemoOptions = { serve: boolean; port: number }

async function demo(options: DemoOptions): Promise<number> {
  const dataDir = join(root, 'var', 'demo', 'villeneuve')
  const outDir = join(root, 'var', 'demo', 'site')
  await rm(dataDir, { recursive: true, force: true })
  await cp(join(example, 'data'), dataDir, { recursive: true })
  // Built from its address: the example is data to this program, not a part of it.
  const { startExampleTown } = await import(new URL('../examples/villeneuve/web/serve.ts', import.meta.url).href) as typeof import('../examples/villeneuve/web/serve.ts')
  const town = await startExampleTown()
  try {
    await step('1/4 Visite des quatre sites de Villeneuve', () => audit({ dataDir, fixtures: { fixtures: town.fixtures, spkiHashes: town.spkiHashes } }))
  } finally {
    await town.stop()
  }
  const at = new Date().toISOString()
  await step('2/4 Lecture des sources : parc, compteurs, lieux d’aide, registres', () => pull({ dataDir, at }))
  await step('3/4 Calcul des indicateurs', () => compute({ dataDir, now: at }))
  await step('4/4 Construction du tableau de bord', () => build({ dataDir, outDir, service: true, progress: startProgress() }))
  if (options.serve) return serve(outDir, options.port)
  return exitCodes.fine
}

export function register(program: Command): void {
  program.command('demo')
    .description('audite la ville d’exemple, construit son tableau de bord et le montre')
    .option('--no-serve', 's’arrête après la construction')
    .option('--port <n>', 'port du tableau de bord', wholeNumber(1, 65_535), 4321)
    .addHelpText('after', `
Exemples :
  npm run demo
  npm run demo -- --no-serve`)
    .action(async (options: DemoOptions) => { process.exitCode = await demo(options) })
}
