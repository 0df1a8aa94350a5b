import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a command and resolves to its exit code (128 + n when signal n ended it) once it has ended; rejects when it cannot start.
 * Ctrl-C reaches the command by itself, as the terminal signals the whole group: it must only not end the one who waits.
 * SIGTERM comes to this process alone, and is handed on. Plain JavaScript: it runs before anything is installed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>}
 */
export async function runToEnd(command, args, options) {
  const child = spawn(command, args, options)
  const wait = () => undefined
  const handOn = () => child.kill('SIGTERM')
  process.on('SIGINT', wait).on('SIGTERM', handOn)
  try {
    return await new Promise((done, failed) => {
      child.on('error', failed)
      child.on('close', (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 2)))
    })
  } finally {
    process.off('SIGINT', wait).off('SIGTERM', handOn)
  }
}
