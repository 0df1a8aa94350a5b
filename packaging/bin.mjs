#!/usr/bin/env node
// Says in one sentence which Node is needed, before anything that an older one could not read.
import { readFileSync } from 'node:fs'

const { engines } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
const needed = engines.node.replace('>=', '')
const [major, minor] = process.versions.node.split('.').map(Number)
const [neededMajor, neededMinor] = needed.split('.').map(Number)
if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) await import('./scripts/npm-program.js')
else {
  process.stderr.write(`Trèfle demande Node ${needed} ou plus récent, et celui-ci est ${process.versions.node} : installez-le depuis nodejs.org, puis relancez.\n`)
  process.exitCode = 2
}
