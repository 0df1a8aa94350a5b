import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import type { AddressInfo } from 'node:net'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.csv': 'text/csv; charset=utf-8',
}

/** The poorest host there is: it gives files under a base path, sets no header of its own, and compresses nothing. */
export async function serveFolder(folder: string, base: string): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = join(folder, normalize(path.slice(base.length - 1)), path.endsWith('/') ? 'index.html' : '')
    const found = path.startsWith(base) ? readFile(file).then((body) => ({ status: 200, body, type: types[extname(file)] ?? 'application/octet-stream' })) : Promise.reject(new Error('outside'))
    const lost = () => readFile(join(folder, '404.html')).then((body) => ({ status: 404, body, type: types['.html'] ?? '' }))
    void found.catch(lost).then(({ status, body, type }) => response.writeHead(status, { 'content-type': type }).end(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => new Promise((closed) => server.close(() => closed())) }
}
