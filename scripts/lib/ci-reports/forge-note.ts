import { EnvHttpProxyAgent, fetch } from 'undici'
import { z } from 'zod'
import { noteMark } from '#lib/ci-reports/markdown'
import { UsageError } from '../command/errors.ts'

/** Where the notes of one merge request are, and how a request to the forge is signed. */
export type Thread = { list: string; one: (id: number) => string; update: 'PUT' | 'PATCH'; headers: Record<string, string> }

type Environment = Readonly<Record<string, string | undefined>>

function needed(env: Environment, names: readonly string[], why: string): string {
  for (const name of names) if (env[name]) return env[name]
  throw new UsageError(`Il manque ${names.join(' ou ')} : ${why}`, 'Ajoutez ce secret aux variables du projet (docs/guides/ci.md), ou retirez la note.')
}

function gitlabThread(env: Environment): Thread | null {
  if (!env.CI_MERGE_REQUEST_IID) return null
  const list = `${needed(env, ['CI_API_V4_URL'], 'GitLab le donne à ses travaux.')}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`
  return { list, one: (id) => `${list}/${id}`, update: 'PUT', headers: { 'private-token': needed(env, ['TREFLE_NOTE_TOKEN'], 'un jeton de projet avec la portée « api » écrit la note.') } }
}

/** Forgejo answers at the same addresses as GitHub, and gives its jobs the same variables. */
function pullRequestThread(env: Environment): Thread | null {
  const number = /^refs\/pull\/(\d+)\//.exec(env.GITHUB_REF ?? '')?.[1]
  if (number === undefined) return null
  const issues = `${needed(env, ['GITHUB_API_URL'], 'la forge le donne à ses travaux.')}/repos/${env.GITHUB_REPOSITORY}/issues`
  const token = needed(env, ['TREFLE_NOTE_TOKEN', 'GITHUB_TOKEN'], 'le jeton du travail écrit la note.')
  return { list: `${issues}/${number}/comments`, one: (id) => `${issues}/comments/${id}`, update: 'PATCH', headers: { authorization: `Bearer ${token}` } }
}

/** The thread of the merge request of this job; null when the job has none. Throws a UsageError outside a forge, or without a token. */
export function threadOf(env: Environment): Thread | null {
  if (env.GITLAB_CI) return gitlabThread(env)
  if (env.GITHUB_ACTIONS || env.FORGEJO_ACTIONS) return pullRequestThread(env)
  throw new UsageError('Aucune forge n’a été reconnue.', 'Cette commande se lance dans un travail de GitLab, de GitHub ou de Forgejo.')
}

const Notes = z.array(z.looseObject({ id: z.int(), body: z.string().nullish() }))
const perPage = 100
const mostPages = 20
const timeoutMs = 30_000

/** Asks the forge; a refusal is told by its status alone, since an answer may repeat what it was sent. */
async function ask(thread: Thread, method: string, url: string, body?: string): Promise<{ status: number; json: unknown }> {
  const response = await fetch(url, {
    method, redirect: 'error', dispatcher: new EnvHttpProxyAgent(), signal: AbortSignal.timeout(timeoutMs),
    headers: { ...thread.headers, accept: 'application/json', 'user-agent': 'trefle', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
  }).catch(() => { throw new UsageError(`La forge ne répond pas à ${new URL(url).host}.`, 'Vérifiez le réseau du travail, et HTTPS_PROXY s’il y a un mandataire.') })
  return { status: response.status, json: await response.json().catch(() => null) }
}

function refused(status: number): UsageError {
  return new UsageError(`La forge refuse la note (réponse ${status}).`, 'Vérifiez que le jeton existe, et qu’il peut écrire des commentaires.')
}

async function ownNotes(thread: Thread): Promise<number[]> {
  const found: number[] = []
  for (let page = 1; page <= mostPages; page += 1) {
    const { status, json } = await ask(thread, 'GET', `${thread.list}?per_page=${perPage}&limit=${perPage}&page=${page}`)
    const notes = Notes.safeParse(json)
    if (status !== 200 || !notes.success) throw refused(status)
    found.push(...notes.data.filter(({ body }) => body?.startsWith(noteMark)).map(({ id }) => id))
    if (notes.data.length < perPage) break
  }
  return found
}

/**
 * Keeps one note on a merge request: the one that bears the mark is replaced, else one is added. A note that somebody else wrote with
 * the same mark cannot be changed by this token, and is passed over. Throws a UsageError when the forge refuses.
 */
export async function keepNote(thread: Thread, text: string): Promise<'updated' | 'added'> {
  for (const id of await ownNotes(thread)) {
    const { status } = await ask(thread, thread.update, thread.one(id), text)
    if (status === 200) return 'updated'
    if (status !== 403 && status !== 404) throw refused(status)
  }
  const { status } = await ask(thread, 'POST', thread.list, text)
  if (status !== 201) throw refused(status)
  return 'added'
}
