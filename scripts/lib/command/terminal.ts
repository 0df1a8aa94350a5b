import pc from 'picocolors'
import logUpdate, { createLogUpdate } from 'log-update'
import { invisible, linesWithoutControls } from '#lib/words/clean'

/** Colours only where somebody looks: a terminal, without NO_COLOR. */
export function colours(stream: NodeJS.WriteStream): ReturnType<typeof pc.createColors> {
  return pc.createColors(Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== 'dumb')
}

/** The only sequences that are ours (picocolors): reset, bold, dim and the ordinary colours. */
const ownColours = /(\u001B\[(?:0|1|2|22|3[1-7]|39|90)m)/

/** A text whose words may come from anywhere, without what a terminal or the log of a CI would obey; its lines stay, and the colours that we gave it. */
export function forTerminal(text: string, coloured: boolean): string {
  return text.split(ownColours).map((part, index) => (index % 2 === 0 ? linesWithoutControls(part) : coloured ? part : '')).join('')
}

/** Messages for a person go to stderr: stdout is for results. */
export function say(message: string): void {
  process.stderr.write(`${forTerminal(message, process.stderr.isTTY)}\n`)
}

/** A result to be read by a person; what a program reads is written as it is. */
export function print(text: string): void {
  process.stdout.write(`${forTerminal(text, process.stdout.isTTY)}\n`)
}

const escaped = (sign: string): string => [...Array(sign.length).keys()].map((at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

/** A result for a program, on stdout: JSON of the same value, in ASCII where a terminal would obey it. */
export function printJson(value: unknown): void {
  // The ends of lines are those of the indentation: in a string, JSON writes them its own way.
  const text = JSON.stringify(value, null, 2).replace(invisible, (sign) => (sign === '\n' ? sign : escaped(sign))).replace(/[\u2028\u2029]/g, escaped)
  process.stdout.write(`${text}\n`)
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
      update: (lines) => live(forTerminal(lines.join('\n'), true)),
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
