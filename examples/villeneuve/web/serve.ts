import { createHash, X509Certificate } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { answer, type Asked } from './answer.ts'
import { loadTown, type Town } from './town.ts'

export type TownRequest = { scheme: 'http' | 'https'; host: string; method: string; url: string; status: number; bodyBytes: number }

export type ExampleTown = {
  /** Loopback port of each name, by scheme. */
  fixtures: Record<string, { http?: number; https?: number }>
  /** Base64 SHA-256 of the SubjectPublicKeyInfo of the servers' key, for Chromium and for the guarded client. */
  spkiHashes: string[]
  /** What has been asked since the start, oldest first. */
  requests(): readonly TownRequest[]
  stop(): Promise<void>
}

async function certificateFor(names: readonly string[]) {
  const pair = await generate([{ name: 'commonName', value: 'Exemple Villeneuve' }], {
    keyType: 'ec', curve: 'P-256', algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) }],
  })
  const spki = new X509Certificate(pair.cert).publicKey.export({ type: 'spki', format: 'der' })
  return { key: pair.private, cert: pair.cert, spkiHash: createHash('sha256').update(spki).digest('base64') }
}

function responder(town: Town, scheme: Asked['scheme'], log: TownRequest[]) {
  return (request: IncomingMessage, response: ServerResponse) => {
    request.resume()
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const { status, headers, body } = answer(town, { scheme, host, method, path, acceptEncoding: String(request.headers['accept-encoding'] ?? '') })
    log.push({ scheme, host, method, url: `${scheme}://${host}${path}`, status, bodyBytes: body.length })
    response.sendDate = false
    response.writeHead(status, headers.flat())
    response.end(method === 'HEAD' ? undefined : body)
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Serves the whole example town on two loopback ports, one for http and one for https, told apart by name. */
export async function startExampleTown(): Promise<ExampleTown> {
  const town = await loadTown()
  const secure = [...town.values()].filter((host) => host.settings.schemes.includes('https')).map((host) => host.name)
  const { key, cert, spkiHash } = await certificateFor(secure)
  const log: TownRequest[] = []
  const servers = [createHttpServer(responder(town, 'http', log)), createHttpsServer({ key, cert }, responder(town, 'https', log))]
  const [http, https] = await Promise.all(servers.map(listen))
  return {
    fixtures: Object.fromEntries([...town.keys()].map((name) => [name, secure.includes(name) ? { http, https } : { http }])),
    spkiHashes: [spkiHash],
    requests: () => log,
    async stop() {
      await Promise.all(servers.map((server) => new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })))
    },
  }
}

/** Chromium's own words to reach a fixture by its name. */
export function resolverRules(fixtures: ExampleTown['fixtures']): string {
  const rules = Object.entries(fixtures).flatMap(([host, ports]) => [
    ...(ports.http === undefined ? [] : [`MAP ${host}:80 127.0.0.1:${ports.http}`]),
    ...(ports.https === undefined ? [] : [`MAP ${host}:443 127.0.0.1:${ports.https}`]),
  ])
  return [...rules, 'MAP * ~NOTFOUND'].join(',')
}

if (import.meta.main) {
  const town = await startExampleTown()
  for (const [host, ports] of Object.entries(town.fixtures)) {
    console.log(`${host.padEnd(40)} http ${ports.http}${ports.https === undefined ? '' : `  https ${ports.https}`}`)
  }
  console.log(`\nPour visiter :\nchromium --user-data-dir="$(mktemp -d)" --disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,HttpsFirstModeV2 \\
  --ignore-certificate-errors-spki-list=${town.spkiHashes.join(',')} \\
  --host-resolver-rules='${resolverRules(town.fixtures)}' https://www.villeneuve.example/`)
}
