import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Io } from '#lib/define'
import { anonymise } from './anonymise.ts'
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts'
import { writeNew } from '../files/new-file.ts'

/** Fields of an answer that its reading depends on. */
const keptHeaders = ['content-type', 'content-range', 'accept-range']

/** What was asked, without the words between quotes, which may name a room or a machine, nor any key. */
function askedPath(address: string, pseudonyms: Pseudonyms): string {
  const { pathname, searchParams } = new URL(address)
  const asked = [...searchParams].map(([name, value]) =>
    `${name}=${/token|key|secret|password/i.test(name) ? 'anon' : pseudonyms.hidePeopleIn(value).replaceAll(/"[^"]*"/g, '"anon"')}`)
  return `${pseudonyms.hidePeopleIn(pathname)}${asked.length === 0 ? '' : `?${asked.join('&')}`}`
}

/**
 * The same world, which also writes what it gives into `folder`, anonymised: one file a reply or a file read, in order.
 * `notRecorded` is told of what has no format that can be anonymised: it is never written as it is.
 */
export function recordingIo(io: Io, folder: string, notRecorded: (what: string) => void): Io {
  const pseudonyms = createPseudonyms()
  let rank = 0
  const write = async (what: string, extension: string, text: string): Promise<void> => {
    rank += 1
    await mkdir(folder, { recursive: true })
    await writeNew(join(folder, `${String(rank).padStart(4, '0')}-${what}.${extension}`), text)
  }
  return {
    ...io,
    async readFile(path) {
      const bytes = await io.readFile(path)
      const recorded = anonymise(bytes, pseudonyms)
      if (recorded === null) notRecorded(path)
      else await write('file', recorded.extension, recorded.text)
      return bytes
    },
    async request(url, options) {
      const answer = await io.request(url, options)
      const { pathname } = new URL(url)
      const body = answer.body.length === 0 ? { extension: 'json', text: 'null' } : anonymise(answer.body, pseudonyms)
      if (body?.extension !== 'json') { notRecorded(pathname); return answer }
      const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => keptHeaders.includes(name)))
      const reply = { method: options?.method ?? 'GET', path: askedPath(url, pseudonyms), status: answer.status, headers, body: JSON.parse(body.text) as unknown }
      await write('reply', 'json', `${JSON.stringify(reply, null, 1)}\n`)
      return answer
    },
  }
}
