import pc from 'picocolors'
import logUpdate, { createLogUpdate } from 'log-update'

/** Colours only where somebody looks: a terminal, without NO_COLOR. */
export function colours(stream: NodeJS.WriteStream): ReturnType<typeof pc.createColors> {
  return pc.createColors(Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb')
}

/** Messages for a person go to stderr: stdout is for results. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`)
}

/** `share` is how much of the work is done, 0 to 1. */
export type Progress = { update(lines: readonly string[], share?: number): void; done(line: string): void }

/**
 * A few lines that are rewritten on a terminal; elsewhere (CI, a pipe), where each stays, the first of them at the start and at each quarter.
 */
export function startProgress(quiet = false): Progress {
  if (quiet) return { update: () => undefined, done: () => undefined }
  if (process.stderr.isTTY) {
    const live: typeof logUpdate = createLogUpdate(process.stderr)
    return {
      update: (lines) => live(lines.join('\n')),
      done: (line) => { live.clear(); live.done(); say(line) },
    }
  }
  let next = 0
  return {
    update: ([first], share = 0) => {
      const quarter = Math.floor(4 * share)
      if (first === undefined || quarter < next || share >= 1) return
      next = quarter + 1
      say(first)
    },
    done: say,
  }
}

/** "1 min 05 s", "12 s". */
export function spokenDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** A bar of `width` cells. */
export function bar(done: number, total: number, width = 24): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * width)
  return '█'.repeat(filled) + '░'.repeat(width - filled)
}
