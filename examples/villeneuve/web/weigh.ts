/**
 * Fills the numbers of every `*.truth.json` from the files of the town, and never its lists: run it after changing a
 * page, `node examples/villeneuve/web/weigh.ts`. Its formulas are its own, so that audits are held to something else.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { answer, type Answer } from './answer.ts'
import { loadTown, type Town } from './town.ts'
import { readTruths } from './truth-files.ts'
import { PageTruth } from './truth.ts'

export type Tables = { dom: readonly number[]; requests: readonly number[]; kilobytes: readonly number[] }

/** Chromium offers Brotli on secure addresses only. */
export function askOf(url: string): Parameters<typeof answer>[1] {
  const { protocol, host, pathname, search } = new URL(url)
  const https = protocol === 'https:'
  return { scheme: https ? 'https' : 'http', host, method: 'GET', path: pathname + search, acceptEncoding: https ? 'gzip, deflate, br, zstd' : 'gzip, deflate' }
}

const reasons: Record<number, string> = { 200: 'OK', 301: 'Moved Permanently' }

/** Status line, headers, and the two lines that Node adds to keep the connection. */
function headBytes({ status, headers }: Answer): number {
  const lines = [`HTTP/1.1 ${status} ${reasons[status]}`, ...headers.map(([name, value]) => `${name}: ${value}`), 'Connection: keep-alive', 'Keep-Alive: timeout=5', '', '']
  return Buffer.byteLength(lines.join('\r\n'))
}

/** Elements of a document as a browser builds it with scripts on, without what is inside an svg. */
export function elementsOf(html: string): number {
  const count = (node: DefaultTreeAdapterTypes.ParentNode): number =>
    node.childNodes.reduce((sum, child) => ('tagName' in child ? sum + 1 + (child.tagName === 'svg' ? 0 : count(child)) : sum), 0)
  return count(parse(html))
}

/** Position among ascending bounds, in classes (EcoIndex, published formula). */
function classOf(bounds: readonly number[], value: number): number {
  for (let i = 1; i < bounds.length; i += 1) {
    if (value < bounds[i]!) return i - 1 + (value - bounds[i - 1]!) / (bounds[i]! - bounds[i - 1]!)
  }
  return bounds.length - 1
}

/** 0.3 kWh a gigabyte and 494 g a kWh: Sustainable Web Design Model 4, first visit, world. */
const worldGramsPerByte = (0.3 * 494) / 1e9
/** The steepest class of the weight table: 1.37 kB a class, and 5/6 point a class. */
const pointsPerKilobyte = 5 / 6 / 1.37

function measuresOf({ responses, dom }: PageTruth, transferBytes: number, tables: Tables): PageTruth['expected'] {
  const images = responses.filter(({ kind }) => kind === 'image')
  const score = 100 - (5 / 6) * (3 * classOf(tables.dom, dom.ecoindexNodes) + 2 * classOf(tables.requests, responses.length) + classOf(tables.kilobytes, transferBytes / 1000))
  const sum = (some: typeof responses) => some.reduce((total, one) => total + one.headBytes + one.bodyBytes, 0)
  // A proxy may rewrite the head of an http answer, and gzip may differ by some bytes: 100 bytes a response.
  const spare = 100 * responses.length
  return {
    'sobriety/page-weight': { value: transferBytes, tolerance: spare },
    'sobriety/page-requests': { value: responses.length, tolerance: 0 },
    'sobriety/page-carbon': { value: Number((transferBytes * worldGramsPerByte).toPrecision(6)), tolerance: Number((spare * worldGramsPerByte).toPrecision(3)) },
    'sobriety/ecoindex': { value: Number(score.toFixed(3)), tolerance: Number((spare / 1000 * pointsPerKilobyte).toFixed(3)) },
    'sobriety/image-weight': { value: sum(images), tolerance: 100 * Math.max(1, images.length) },
  }
}

/** The same truth with its numbers as the files say. Throws when a status is not the one written. */
export function weighed(truth: PageTruth, town: Town, tables: Tables): PageTruth {
  const responses = truth.responses.map((response) => {
    const answered = answer(town, askOf(response.url))
    if (answered.status !== response.status) throw new Error(`${response.url} answers ${answered.status}, its truth says ${response.status}`)
    return { ...response, headBytes: headBytes(answered), bodyBytes: answered.body.length }
  })
  const transferBytes = responses.reduce((sum, one) => sum + one.headBytes + one.bodyBytes, 0)
  const document = responses.find(({ kind, status }) => kind === 'document' && status === 200)!
  const { host, pathname } = new URL(document.url)
  const inHtml = elementsOf(town.get(host)!.pages.get(pathname)!)
  const dom = { ...truth.dom, inHtml, ecoindexNodes: inHtml + truth.dom.addedByScripts }
  const numbers = { ...truth, responses, requestCount: responses.length, transferBytes, dom }
  const expected = { ...truth.expected }
  for (const [id, measure] of Object.entries(measuresOf(numbers, transferBytes, tables))) {
    expected[id] = { ...expected[id], ...measure }
  }
  return { ...numbers, expected }
}

export async function readTables(): Promise<Tables> {
  const file: unknown = JSON.parse(await readFile(new URL('../../../datasets/factors/web.json', import.meta.url), 'utf8'))
  const { tables } = file as { tables: { id: string; values: number[] }[] }
  const values = (id: string) => tables.find((table) => table.id === id)!.values
  return { dom: values('ecoindex.dom'), requests: values('ecoindex.requests'), kilobytes: values('ecoindex.kilobytes') }
}

if (import.meta.main) {
  const [town, tables] = await Promise.all([loadTown(), readTables()])
  for (const { file, truth } of await readTruths()) {
    await writeFile(file, `${JSON.stringify(weighed(truth, town, tables), null, 2)}\n`)
  }
}
