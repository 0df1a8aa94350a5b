#!/usr/bin/env node
import packageJson from '../package.json' with { type: 'json' }
import { register as ask } from './ask.ts'
import { register as audit } from './audit.ts'
import { register as backup } from './backup.ts'
import { register as bench } from './bench.ts'
import { register as build } from './build.ts'
import { register as check } from './check.ts'
import { register as compact } from './compact.ts'
import { register as compute } from './compute.ts'
import { register as demo } from './demo.ts'
import { register as doctor } from './doctor.ts'
import { register as explain } from './explain.ts'
import { register as exportFleet } from './export.ts'
import { register as importSites } from './import.ts'
import { register as inbox } from './inbox.ts'
import { register as init } from './init.ts'
import { register as match } from './match.ts'
import { register as merge } from './merge.ts'
import { register as note } from './note.ts'
import { register as pull } from './pull.ts'
import { register as queue } from './queue.ts'
import { register as report } from './report.ts'
import { register as run } from './run.ts'
import { register as sample } from './sample.ts'
import { register as token } from './token.ts'
import { register as verify } from './verify.ts'
import { register as whatIf } from './what-if.ts'
import { register as worker } from './worker.ts'
import { runProgram } from '#effects/command/program'

const examples = `
Exemples :
  trefle demo                                   tout le chemin sur la ville d’exemple
  trefle check https://www.ville.fr/            une adresse, un tableau
  trefle audit --data datasets/ma-ville         les sites d’un territoire
  trefle compute --data datasets/ma-ville       les indicateurs, depuis le registre

Codes de sortie : 0 tout va bien · 1 un budget est dépassé · 2 commande ou configuration à corriger
                  3 pas assez de mesures · 70 erreur interne · 130 arrêt par Ctrl-C`

await runProgram({ version: packageJson.version, examples, verbs: [demo, init, importSites, sample, audit, worker, queue, pull, doctor, ask, match, compute, build, check, exportFleet, merge, inbox, token, note, verify, compact, backup, run, report, explain, whatIf, bench] })
