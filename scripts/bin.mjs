#!/usr/bin/env node
// The command `trefle`: the same set-up as the npm scripts, then the verb.
process.argv.splice(2, 0, 'trefle')
await import('./setup.mjs')
