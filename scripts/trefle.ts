#!/usr/bin/env node
import packageJson from '../package.json' with { type: 'json' }
import { runProgram } from '#effects/command/program'

const examples = `
Exemples :
  trefle demo                                   tout le chemin sur la ville d’exemple
  trefle check https://www.ville.fr/            une adresse, un tableau
  trefle audit --data datasets/ma-ville         les sites d’un territoire
  trefle compute --data datasets/ma-ville       les indicateurs, depuis le registre

Codes de sortie : 0 tout va bien · 1 un budget est dépassé · 2 commande ou configuration à corriger
                  3 pas assez de mesures · 70 erreur interne · 130 arrêt par Ctrl-C`

/** The file of each verb, in the order of the help. A verb is read when it is asked for: reading all of them takes longer than some take to run. */
const files = {
  demo: () => import('./demo.ts'), init: () => import('./init.ts'), import: () => import('./import.ts'), sample: () => import('./sample.ts'), audit: () => import('./audit.ts'),
  worker: () => import('./worker.ts'), queue: () => import('./queue.ts'), pull: () => import('./pull.ts'), doctor: () => import('./doctor.ts'), ask: () => import('./ask.ts'),
  match: () => import('./match.ts'), compute: () => import('./compute.ts'), build: () => import('./build.ts'), check: () => import('./check.ts'), export: () => import('./export.ts'),
  merge: () => import('./merge.ts'), inbox: () => import('./inbox.ts'), token: () => import('./token.ts'), note: () => import('./note.ts'), verify: () => import('./verify.ts'),
  compact: () => import('./compact.ts'), backup: () => import('./backup.ts'), run: () => import('./run.ts'), report: () => import('./report.ts'), explain: () => import('./explain.ts'),
  'what-if': () => import('./what-if.ts'), edition: () => import('./edition.ts'), bench: () => import('./bench.ts'),
}

const asked = Object.entries(files).filter(([name]) => name === process.argv[2])
const verbs = await Promise.all((asked.length > 0 ? asked : Object.entries(files)).map(async ([, read]) => (await read()).register))
await runProgram({ version: packageJson.version, examples, verbs })
