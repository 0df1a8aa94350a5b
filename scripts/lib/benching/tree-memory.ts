import { readdirSync, readFileSync } from 'node:fs'

const everyMs = 250

/** Parent and resident kilobytes of each process (proc_pid_status(5)). */
function processes(): Map<number, { parent: number; kilobytes: number }> {
  const numberIn = (status: string, name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      return [[Number(name), { parent: numberIn(status, 'PPid'), kilobytes: numberIn(status, 'VmRSS') }] as const]
    } catch {
      return []
    }
  }))
}

/**
 * The most memory that a process and its descendants hold together from now on, in megabytes: their resident pages are added four times
 * a second, so that what they share is counted twice and a short peak may be missed. Linux only: null elsewhere.
 */
export function watchMemory(root: number): { peakMegabytes(): number | null; stop(): void } {
  if (process.platform !== 'linux') return { peakMegabytes: () => null, stop: () => undefined }
  let peak = 0
  const look = () => {
    const all = processes()
    const isIn = (pid: number): boolean => pid === root || (all.has(pid) && pid > 1 && isIn(all.get(pid)?.parent ?? 1))
    peak = Math.max(peak, [...all].reduce((sum, [pid, { kilobytes }]) => sum + (isIn(pid) ? kilobytes : 0), 0))
  }
  const clock = setInterval(look, everyMs)
  return { peakMegabytes: () => { look(); return peak / 1000 }, stop: () => clearInterval(clock) }
}
