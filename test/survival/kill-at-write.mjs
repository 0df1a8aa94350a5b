// Loaded before a program (node --import): kills it, as a power cut would, just before its n-th change of a file, n being TREFLE_TEST_KILL_AT.
// Without a number it counts, and says at the end how many there were.
import { syncBuiltinESMExports } from 'node:module'
import promises from 'node:fs/promises'
import { writeSync } from 'node:fs'

const at = Number(process.env.TREFLE_TEST_KILL_AT ?? Infinity)
let changes = 0
const before = () => {
  changes += 1
  if (changes === at) process.kill(process.pid, 'SIGKILL')
}
const watched = (target, names) => {
  for (const name of names) {
    const real = target[name]
    target[name] = function (...words) { before(); return real.apply(this, words) }
  }
}
watched(promises, ['rename', 'writeFile', 'rm', 'link', 'mkdir', 'truncate', 'appendFile', 'cp'])
const open = promises.open
promises.open = async (...words) => {
  const handle = await open(...words)
  watched(handle, ['appendFile', 'writeFile', 'write', 'truncate', 'sync'])
  return handle
}
syncBuiltinESMExports()
process.once('exit', () => { writeSync(3, String(changes)) })
