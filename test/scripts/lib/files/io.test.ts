import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createIo } from '#effects/files/io'

const folder = await mkdtemp(join(tmpdir(), 'trefle-io-'))
const dataDir = join(folder, 'data')
await mkdir(join(dataDir, 'sources'), { recursive: true })
await writeFile(join(dataDir, 'sources', 'a.csv'), 'a;b')
await writeFile(join(folder, 'secret.txt'), 'x')
await symlink(join(folder, 'secret.txt'), join(dataDir, 'sources', 'link.csv'))

const io = createIo({ dataDir, at: '2026-11-22T00:00:00Z', guard: { allowPrivate: false, fixtures: {} } })

describe('what a connector may touch', () => {
  it('is a file of the territory folder', async () => {
    expect(new TextDecoder().decode(await io.readFile('sources/a.csv'))).toBe('a;b')
  })

  it.each(['../secret.txt', 'sources/../../secret.txt', 'sources/link.csv'])('is nothing outside of it: %s', async (path) => {
    await expect(io.readFile(path)).rejects.toThrow(/hors du dossier/)
  })

  it('is not what an absolute path points at', async () => {
    await expect(io.readFile(join(folder, 'secret.txt'))).rejects.toMatchObject({ name: 'UsageError' })
  })

  it('is the plain files of a folder, by name, and not what they link to', async () => {
    expect(await io.listFiles('sources')).toEqual([join('sources', 'a.csv')])
    await expect(io.listFiles('..')).rejects.toThrow(/hors du dossier/)
    await expect(io.listFiles('sources/a.csv')).rejects.toThrow(/n’est pas un dossier/)
  })

  it('says which file is missing', async () => {
    await expect(io.readFile('sources/b.csv')).rejects.toThrow(/sources\/b\.csv n’existe pas/)
    await expect(io.readFile(join(dataDir, 'b.csv'))).rejects.toMatchObject({ mend: expect.stringMatching(/chemin depuis ce dossier, par exemple sources\/b\.csv\.$/) })
  })

  it('is a secret of the environment, never an empty one', () => {
    vi.stubEnv('TREFLE_TEST_SECRET', 's3')
    expect(io.secret('TREFLE_TEST_SECRET')).toBe('s3')
    vi.stubEnv('TREFLE_TEST_SECRET', '')
    expect(() => io.secret('TREFLE_TEST_SECRET')).toThrow(/TREFLE_TEST_SECRET/)
    vi.unstubAllEnvs()
  })

  it('says which address does not answer, without what was asked of it', async () => {
    const failed = io.request('http://127.0.0.1:9/api?apikey=s3cret')
    await expect(failed).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('http://127.0.0.1:9/api ne répond pas') })
    await expect(failed).rejects.not.toThrow(/s3cret/)
  })

  it('is the redirect itself when it asks not to follow it, so that no token goes along', async () => {
    const reached: string[] = []
    const server = createServer((request, response) => {
      reached.push(`${request.url} ${String(request.headers['session-token'])}`)
      response.writeHead(request.url === '/old' ? 302 : 200, { location: '/new' }).end('x')
    })
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/old`
    const local = createIo({ dataDir, at: '2026-11-22T00:00:00Z', guard: { allowPrivate: true, fixtures: null } })
    expect((await local.request(url, { headers: { 'session-token': 's' }, follow: false })).status).toBe(302)
    expect(reached).toEqual(['/old s'])
    expect((await local.request(url)).status).toBe(200)
    server.close()
  })

  it('is no address that the guard refuses', async () => {
    await expect(io.request('http://inventaire.interne/')).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining('forbidden-address') })
  })
})
