import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { compute } from '../../compute.ts'
import { pull } from '../../pull.ts'

export type FleetBench = { devices: number; csvMegabytes: number; pullSeconds: number; computeSeconds: number; cpuSeconds: number; peakMegabytes: number }

const types = ['Ordinateur portable', 'Ordinateur fixe', 'Écran', 'Smartphone', 'Tablette', 'Imprimante', 'Switch', 'Douchette']
const states = ['En service', 'En service', 'En service', 'En stock', 'Sorti']

/** An inventory such as a metropolis exports: every type, state, service and year, a serial on each line. */
function* inventoryLines(devices: number): Generator<string> {
  yield 'Type;Marque;Modèle;N° de série;État;Service;Date d’achat;Date de sortie;Reconditionné\n'
  for (let i = 0; i < devices; i += 1) {
    const state = states[i % states.length] ?? ''
    const bought = `${String(1 + (i % 28)).padStart(2, '0')}/${String(1 + (i % 12)).padStart(2, '0')}/${2014 + (i % 12)}`
    yield `${types[i % types.length]};Marque ${i % 17};Modèle ${i % 400};SN${i};${state};Service ${i % 60};${i % 11 === 0 ? '' : bought};${state === 'Sorti' ? '15/06/2026' : ''};${i % 23 === 0 ? 'Oui' : 'Non'}\n`
  }
}

const at = '2026-11-22T06:00:00Z'

async function territoryWith(devices: number, dataDir: string): Promise<void> {
  await writeFile(join(dataDir, 'territory.yml'), 'id: banc\nname: Banc d’essai\nexample: true\ntimeZone: Europe/Paris\ncontact: { email: banc@essai.example, function: Banc }\norganisations: [{ id: ville, name: Ville, kind: commune }]\n')
  await writeFile(join(dataDir, 'sites.yml'), 'sites: [{ id: portail, name: Portail, url: "https://www.banc.example/", organisation: ville, pages: [{ id: accueil, path: /, role: home }] }]\n')
  await writeFile(join(dataDir, 'commitments.yml'), 'commitments: []\n')
  await writeFile(join(dataDir, 'sources.yml'), 'sources: [{ id: parc, name: Parc, connector: inventory-csv, organisation: ville, cadence: yearly, settings: { file: parc.csv } }]\n')
  await pipeline(Readable.from(inventoryLines(devices)), createWriteStream(join(dataDir, 'parc.csv')))
}

/** From a CSV of so many devices to published indicators, as `trefle pull` and `trefle compute` do it. */
export async function benchFleet(devices = 200_000): Promise<FleetBench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trefle-bench-'))
  try {
    await territoryWith(devices, dataDir)
    const { size } = await stat(join(dataDir, 'parc.csv'))
    const [started, before] = [performance.now(), process.cpuUsage()]
    await pull({ dataDir, at })
    const pulled = performance.now()
    await compute({ dataDir, now: at })
    const computed = performance.now()
    const spent = process.cpuUsage(before)
    return {
      devices, csvMegabytes: size / 1e6, pullSeconds: (pulled - started) / 1000, computeSeconds: (computed - pulled) / 1000,
      cpuSeconds: (spent.user + spent.system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1000,
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(`${JSON.stringify(await benchFleet(Number(process.argv[2] ?? 200_000)), null, 2)}\n`)
