import { readdir, readFile } from 'node:fs/promises'

export type RunningProcess = { pid: number; command: string }

/** Processes that were started with this TMPDIR, or below one that was (Linux): a worker, its browser and all its children, orphans included. */
export async function processesUnder(tmp: string): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const all = await Promise.all(pids.map(async (pid) => {
    const [stat = '', command = '', environment = ''] = await Promise.all(['stat', 'cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')))
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    return { pid: Number(pid), parent: Number(parent), command: command.replaceAll('\0', ' '), ours: environment.split('\0').includes(`TMPDIR=${tmp}`) }
  }))
  const below = (parent: number): typeof all => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  const ours = all.filter((one) => one.ours).flatMap((one) => [one, ...below(one.pid)])
  // A process that ended and waits for its parent to read its status has no command any more.
  return [...new Map(ours.filter(({ command }) => command !== '').map((one) => [one.pid, { pid: one.pid, command: one.command }])).values()]
}
