import { spawn } from 'node:child_process'

/** Computes for a share of every 20 ms, and rests for what is left of them. */
const burner = `const [share, rest] = [Number(process.argv[1]), new Int32Array(new SharedArrayBuffer(4))]
for (;;) { const until = performance.now() + 20 * share; while (performance.now() < until); if (share < 1) Atomics.wait(rest, 0, 0, 20 * (1 - share)) }`

/** Processes that keep this many processors busy between them, as far as others let them; `stop` ends them. */
export function startBurners(processors: number): { stop(): void } {
  const count = Math.ceil(processors)
  const started = Array.from({ length: count }, () => spawn(process.execPath, ['--eval', burner, String(processors / count)], { stdio: 'ignore' }))
  return { stop: () => started.forEach((child) => child.kill('SIGKILL')) }
}
