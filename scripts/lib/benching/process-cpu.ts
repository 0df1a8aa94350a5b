import { readdirSync, readFileSync } from 'node:fs'

/** Unit of /proc/<pid>/stat: USER_HZ, 100 on every Linux that Node runs on (proc_pid_stat(5)). */
const ticksPerSecond = 100
const everyMs = 200

type Stat = { parent: number; ticks: number; startedAt: string }

function statOf(pid: string): Stat | null {
  try {
    // The name may hold spaces and parentheses: fields are counted after its last one.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), startedAt: fields[19] ?? '' }
  } catch {
    return null
  }
}

/** Ticks of processor of each process of a tree, by process and start; a process whose parent ended is still one of the tree when it was seen in it. */
function readTree(root: number, seen: ReadonlyMap<string, number>, without: ReadonlySet<number>): Map<string, number> {
  const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const stat = statOf(name)
    return stat ? [[Number(name), stat] as const] : []
  }))
  const isIn = (pid: number): boolean => {
    const stat = all.get(pid)
    if (stat === undefined || without.has(pid)) return false
    return pid === root || seen.has(`${pid} ${stat.startedAt}`) || isIn(stat.parent)
  }
  return new Map([...all].filter(([pid]) => isIn(pid)).map(([pid, { ticks, startedAt }]) => [`${pid} ${startedAt}`, ticks]))
}

/**
 * Seconds of processor that a process and all its descendants use from now on, those that end meanwhile included: /proc is read five times
 * a second and the last reading of each process is kept, so that one which lives less than that may be missed. Linux only: null elsewhere.
 */
export function watchCpu(root: number, without: ReadonlySet<number> = new Set()): { seconds(): number | null; stop(): void } {
  if (process.platform !== 'linux') return { seconds: () => null, stop: () => undefined }
  const before = readTree(root, new Map(), without)
  const last = new Map(before)
  const look = () => {
    for (const [key, ticks] of readTree(root, last, without)) last.set(key, ticks)
  }
  const clock = setInterval(look, everyMs)
  return {
    seconds() {
      look()
      return [...last].reduce((sum, [key, ticks]) => sum + ticks - (before.get(key) ?? 0), 0) / ticksPerSecond
    },
    stop: () => clearInterval(clock),
  }
}
