import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noteMark } from '#lib/ci-reports/markdown'
import { UsageError } from '#effects/command/errors'
import { note } from '../../scripts/note.ts'

/** A forge with its notes; those of somebody else cannot be changed. */
let notes: { id: number; body: string; foreign?: boolean }[] = []
let asked: { method: string; url: string; token: string }[] = []
const server = createServer(async (request, response) => {
  const url = request.url ?? ''
  asked.push({ method: request.method ?? '', url, token: String(request.headers['private-token'] ?? request.headers.authorization) })
  const answer = (status: number, json: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
  if (!/secret$/.test(asked.at(-1)?.token ?? '')) return answer(401, { message: 'unauthorised' })
  if (request.method === 'GET') {
    const page = Number(new URL(url, 'http://x').searchParams.get('page'))
    return answer(200, notes.slice((page - 1) * 100, page * 100))
  }
  const { body } = JSON.parse(await textOf(request)) as { body: string }
  if (request.method === 'POST') return answer(201, { id: notes.push({ id: 1000 + notes.length, body }) })
  const found = notes.find(({ id }) => url.endsWith(`/${id}`))
  if (found === undefined || found.foreign) return answer(403, {})
  found.body = body
  return answer(200, found)
})
async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}

let folder = ''
let file = ''
let api = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`
  folder = await mkdtemp(join(tmpdir(), 'trefle-note-'))
  file = join(folder, 'trefle.md')
  await writeFile(file, `${noteMark}\n## Trèfle : Budgets tenus\n`)
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => { notes = [{ id: 7, body: 'Bonjour' }]; asked = [] })

const gitlab = () => ({ GITLAB_CI: 'true', CI_API_V4_URL: api, CI_PROJECT_ID: '12', CI_MERGE_REQUEST_IID: '3', TREFLE_NOTE_TOKEN: 'secret' })
const github = () => ({ GITHUB_ACTIONS: 'true', GITHUB_API_URL: api, GITHUB_REPOSITORY: 'ville/site', GITHUB_REF: 'refs/pull/3/merge', GITHUB_TOKEN: 'secret' })

describe('the note of a check on a merge request', () => {
  it.each([['GitLab', gitlab, '/api/projects/12/merge_requests/3/notes'], ['GitHub and Forgejo', github, '/api/repos/ville/site/issues/3/comments']])('is one at %s, which the next check replaces', async (_, env, path) => {
    expect(await note(file, env())).toBe('added')
    expect(await note(file, env())).toBe('updated')
    expect(notes.filter(({ body }) => body.startsWith(noteMark))).toHaveLength(1)
    expect(notes[0]?.body).toBe('Bonjour')
    expect(asked.every(({ url }) => url.startsWith(path) || url.startsWith('/api/repos/ville/site/issues/comments/'))).toBe(true)
  })

  it('is found again behind a hundred notes', async () => {
    notes = [...Array.from({ length: 130 }, (_, id) => ({ id, body: 'Bonjour' })), { id: 500, body: noteMark }]
    expect(await note(file, gitlab())).toBe('updated')
    expect(notes.at(-1)?.body).toContain('Budgets tenus')
  })

  it('is never the one that somebody else wrote with the same mark', async () => {
    notes = [{ id: 9, body: `${noteMark}\nmoi aussi`, foreign: true }]
    expect(await note(file, github())).toBe('added')
    expect(notes[0]?.body).toContain('moi aussi')
  })

  it('is not written outside a merge request, nor asked of anybody', async () => {
    expect(await note(file, { ...gitlab(), CI_MERGE_REQUEST_IID: '' })).toBe('none')
    expect(await note(file, { ...github(), GITHUB_REF: 'refs/heads/main' })).toBe('none')
    expect(asked).toEqual([])
  })

  it('says what is missing, without the token', async () => {
    await expect(note(file, { ...gitlab(), TREFLE_NOTE_TOKEN: '' })).rejects.toThrow(/TREFLE_NOTE_TOKEN/)
    await expect(note(file, { ...gitlab(), TREFLE_NOTE_TOKEN: 'faux' })).rejects.toThrow(/401/)
    await expect(note(file, { ...gitlab(), TREFLE_NOTE_TOKEN: 'faux' })).rejects.not.toThrow(/faux/)
    await expect(note(file, {})).rejects.toThrow(UsageError)
  })

  it('is only ever a summary of Trèfle', async () => {
    const other = join(folder, 'other.md')
    await writeFile(other, 'bonjour')
    await expect(note(other, gitlab())).rejects.toThrow(/résumé/)
  })
})
