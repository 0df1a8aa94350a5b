import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { compute } from '../../compute.ts'
import { pull } from '../../pull.ts'
import { defineBench } from '../benching/define-bench.ts'

const DEVICES = 200_000
/** The work has to fit in it, or the bench fails. */
const HEAP_MEGABYTES = 384

type Measured = { devices: number; csvMegabytes: number; pullSeconds: number; computeSeconds: number; cpuSeconds: number; peakMegabytes: number }

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
async function measure(devices: number): Promise<Measured> {
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

/** In a process of its own, whose memory is that of this work alone. */
export default defineBench({
  title: `${DEVICES.toLocaleString('fr-FR')} appareils, du fichier CSV aux indicateurs publiés`,
  async run() {
    const { stdout } = await promisify(execFile)(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, fileURLToPath(import.meta.url), String(DEVICES)])
    const { devices, csvMegabytes, pullSeconds, computeSeconds, cpuSeconds, peakMegabytes } = JSON.parse(stdout) as Measured
    return {
      figures: [
        { name: 'appareils lus', value: devices, unit: 'appareils', note: `${Math.round(csvMegabytes)} Mo de CSV` },
        { name: 'lecture de l’inventaire', value: pullSeconds, unit: 's' },
        { name: 'calcul et publication', value: computeSeconds, unit: 's' },
        { name: 'processeur', value: cpuSeconds, unit: 's' },
        { name: 'mémoire au plus haut', value: peakMegabytes, unit: 'Mo', note: `tas borné à ${HEAP_MEGABYTES} Mo` },
      ],
      notes: ['Le fichier est lu ligne à ligne et compté au passage : d’une ligne il ne reste que son numéro de série, pour les doublons. Ce qui est écrit ne contient que des comptes.'],
    }
  },
})

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]))))
