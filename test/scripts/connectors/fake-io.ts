import type { Io } from '#lib/define'

type Answer = { status?: number; headers?: Record<string, string>; body: unknown }
export type Asked = { url: URL; method: string; headers: Record<string, string>; body: string }

/** The world of a connector in a test: files by path, answers by what was asked, secrets that are their own names. */
export function fakeIo({ files = {}, answer }: { files?: Readonly<Record<string, string | Uint8Array>>; answer?: (asked: Asked) => Answer }): Io & { asked: Asked[] } {
  const asked: Asked[] = []
  return {
    asked,
    readFile: async (path) => {
      const content = files[path]
      if (content === undefined) throw new Error(`no ${path} in this test`)
      return typeof content === 'string' ? new TextEncoder().encode(content) : content
    },
    listFiles: async (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)).sort(),
    secret: (name) => `secret of ${name}`,
    now: () => '2026-11-22T00:00:00Z',
    async request(url, { method = 'GET', headers = {}, body = '' } = {}) {
      const one = { url: new URL(url), method, headers, body }
      asked.push(one)
      const { status = 200, headers: fields = {}, body: content } = answer?.(one) ?? { status: 404, body: null }
      return { status, headers: fields, body: new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content)) }
    },
  }
}
