import packageJson from '../package.json' with { type: 'json' }
import { register as check } from './check.ts'
import { register as explain } from './explain-rule.ts'
import { register as note } from './note.ts'
import { runProgram } from '#effects/command/program'

const examples = `
Exemples :
  trefle check https://www.ville.fr/                    une adresse, un tableau
  trefle check https://www.ville.fr/ --format json      le même, pour un programme
  trefle explain sobriety/page-weight                   pourquoi, et comment y remédier

Codes de sortie : 0 tout va bien · 1 un budget est dépassé · 2 commande ou configuration à corriger
                  3 pas assez de mesures · 70 erreur interne · 130 arrêt par Ctrl-C`

/** The verbs of the package on npm: those that need no territory. */
await runProgram({ version: packageJson.version, examples, verbs: [check, explain, note] })
