import { readFile } from 'node:fs/promises'

/** Nanoseconds that the main threads of some processes ran, and were ready to run but waited for a processor. */
export type CpuWait = { ranNs: number; waitedNs: number }

/**
 * What the main threads of a process and of all its descendants ran and waited for since they began, by process; empty elsewhere than
 * on Linux. Read from /proc/<pid>/schedstat (Documentation/scheduler/sched-stats.rst of the kernel: time on the processor, time on a run queue).
 */
export async function cpuWaitUnder(root: number): Promise<Map<number, CpuWait>> {
  const [stat, children] = await Promise.all([`/proc/${root}/schedstat`, `/proc/${root}/task/${root}/children`].map((file) => readFile(file, 'utf8').catch(() => '')))
  const [ranNs = NaN, waitedNs = NaN] = (stat ?? '').trim().split(' ').map(Number)
  const below = await Promise.all((children ?? '').split(' ').filter((pid) => /^\d+$/.test(pid)).map((pid) => cpuWaitUnder(Number(pid))))
  return new Map([...(Number.isFinite(ranNs + waitedNs) && stat !== '' ? [[root, { ranNs, waitedNs }] as const] : []), ...below.flatMap((each) => [...each])])
}

/** Share of the time between two readings in which what was ready to run had to wait, 0 to 1; null where the system does not say. */
export function waitShare(before: ReadonlyMap<number, CpuWait>, after: ReadonlyMap<number, CpuWait>): number | null {
  const since = (key: keyof CpuWait) => [...after].reduce((sum, [pid, now]) => sum + now[key] - (before.get(pid)?.[key] ?? 0), 0)
  const [ran, waited] = [since('ranNs'), since('waitedNs')]
  return ran + waited > 0 ? waited / (ran + waited) : null
}
