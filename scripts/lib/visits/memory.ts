import { readFile } from 'node:fs/promises'

/** `bytes` belong to a process alone: what a page makes grow. What processes share, code above all, is in the `residentBytes` of each. */
export type HeldMemory = { pid: number; bytes: number; residentBytes: number }

/** Size of a page of memory on x86-64 and on most of arm64; where it is larger the cap comes sooner. */
const pageBytes = 4096
const everyMs = 250

/**
 * What a process and all its descendants hold, by process; empty elsewhere than on Linux. Read from /proc/<pid>/statm, resident less
 * shared (proc_pid_statm(5)), which a sandboxed renderer does not hide, as it does smaps.
 */
export async function memoryUnder(root: number): Promise<HeldMemory[]> {
  const [statm, children] = await Promise.all([`/proc/${root}/statm`, `/proc/${root}/task/${root}/children`].map((file) => readFile(file, 'utf8').catch(() => '')))
  const [, resident = NaN, shared = NaN] = (statm ?? '').split(' ').map(Number)
  const below = await Promise.all((children ?? '').split(' ').filter((pid) => /^\d+$/.test(pid)).map((pid) => memoryUnder(Number(pid))))
  return [...(Number.isNaN(resident - shared) ? [] : [{ pid: root, bytes: (resident - shared) * pageBytes, residentBytes: resident * pageBytes }]), ...below.flat()]
}

export const totalBytes = (held: readonly HeldMemory[]): number => held.reduce((sum, { bytes }) => sum + bytes, 0)

/**
 * Calls `swollen` each time that a process and its descendants are seen to hold more than `capBytes`, until it is stopped. Chromium's own
 * limits would not do: they bound the heap of V8, and the elements of a page live in another.
 */
export function watchMemory(root: number, capBytes: number, swollen: (held: readonly HeldMemory[]) => void): { stop(): void } {
  let stopped = false
  const look = async () => {
    const held = await memoryUnder(root)
    if (stopped) return
    if (totalBytes(held) > capBytes) swollen(held)
    clock = setTimeout(() => void look(), everyMs)
  }
  let clock = setTimeout(() => void look(), everyMs)
  return {
    stop() {
      stopped = true
      clearTimeout(clock)
    },
  }
}
