import { setTimeout } from 'node:timers/promises'

/** Kills a process and all those it started, at once. On Windows there are no groups: the process alone. */
export function killGroup(pid: number | undefined): void {
  if (pid) killProcess(process.platform === 'win32' ? pid : -pid)
}

/** Kills one process; that it has ended already is no mistake. */
export function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Resolves once no process of the group is left, or after `limitMs`. */
export async function groupGone(pid: number | undefined, limitMs = 1000): Promise<void> {
  const until = Date.now() + limitMs
  while (pid && alive(pid) && Date.now() < until) await setTimeout(20)
}

function alive(pid: number): boolean {
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, 0)
  } catch {
    return false
  }
}
