import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { cleanText } from '#lib/words/clean'
import type { Captured, Failure } from '#model/failure'

/** Words of a PDF, its web links, and whether it goes on past what was read. */
const PdfText = z.strictObject({ text: z.string(), links: z.array(z.string()), cut: z.boolean() })
export type PdfText = z.infer<typeof PdfText>

export type PdfLimits = { deadlineMs: number; maxPages: number; maxCharacters: number; maxMegabytes: number }
const defaults: PdfLimits = { deadlineMs: 10_000, maxPages: 40, maxCharacters: 40_000, maxMegabytes: 256 }
const script = new URL('./pdf-text-worker.ts', import.meta.url)

const tooLarge = failed('too-large', 'the PDF took too much memory')

/**
 * Text of a PDF, page after page, in reading order as the file gives it. A picture of a text has none: its text is empty.
 * A hostile file costs at most `deadlineMs` and `maxMegabytes`: it is read in a thread that is then ended.
 * Failures: `timeout`, `too-large` (memory), `content-type` (no PDF, broken, or closed by a password).
 */
export async function pdfText(bytes: Uint8Array, limits: Partial<PdfLimits> = {}): Promise<Captured<PdfText>> {
  const { deadlineMs, maxPages, maxCharacters, maxMegabytes } = { ...defaults, ...limits }
  const worker = new Worker(script, {
    workerData: { bytes: Uint8Array.from(bytes), maxPages, maxCharacters }, resourceLimits: { maxOldGenerationSizeMb: maxMegabytes }, stdout: true, stderr: true, execArgv: [], env: {},
  })
  const answer = Promise.withResolvers<Captured<PdfText>>()
  const clock = setTimeout(() => answer.resolve(failed('timeout', `the PDF was not read in ${deadlineMs} ms`)), deadlineMs)
  // What a stream swells to is held outside the heap, where the limits of a thread do not count it.
  const before = process.memoryUsage.rss()
  const scale = setInterval(() => { if (process.memoryUsage.rss() - before > maxMegabytes * 2 ** 20) answer.resolve(tooLarge) }, 50)
  worker.once('message', (message: unknown) => {
    const read = PdfText.safeParse(message)
    answer.resolve(read.success ? { ok: true, value: read.data } : failed('schema', 'the reader of PDF gave no text'))
  })
  worker.once('error', (error) => answer.resolve(readerFailure(error)))
  worker.once('exit', () => answer.resolve(failed('content-type', 'the PDF could not be read')))
  try {
    return await answer.promise
  } finally {
    clearTimeout(clock)
    clearInterval(scale)
    await worker.terminate()
  }
}

function readerFailure(error: unknown): Captured<never> {
  const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return memory ? tooLarge : failed('content-type', 'the PDF could not be read')
}

function failed(code: Failure['code'], detail: string): Captured<never> {
  return { ok: false, failure: { code, detail: cleanText(detail) } }
}
