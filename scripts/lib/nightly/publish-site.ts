import { cp, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PublishTarget } from '#model/nightly'
import { UsageError } from '../command/errors.ts'

/** A server that does not answer, or git that would ask for a password, never holds a night: what takes longer than this failed. */
const publishMs = 30 * 60_000
const run = (program: string, args: readonly string[]) => promisify(execFile)(program, args, { timeout: publishMs, env: { ...process.env, GIT_TERMINAL_PROMPT: '0' } })

/**
 * Puts built pages where the public reads them. A folder is swapped whole, a branch gains one commit: a reader never sees half of a publication.
 * @param siteDir the built files
 * @param author name and address under which a git branch is written
 * @throws UsageError when the target does not take them; what was public before is then as it was.
 */
export async function publishSite(siteDir: string, target: PublishTarget, author: { name: string; email: string }): Promise<void> {
  try {
    if (target.to === 'folder') await swapFolder(siteDir, resolve(target.path))
    else if (target.to === 'rsync') await run('rsync', ['--archive', '--delete-after', '--delay-updates', '--timeout=300', '--', `${siteDir}/`, target.target])
    else await commitBranch(siteDir, target, author)
  } catch (error) {
    throw new UsageError(`La publication vers ${shownTarget(target)} a échoué : ${lastLine(error)}.`, 'Ce qui était public l’est toujours. Corrigez la destination dans nightly.yml, puis relancez.')
  }
}

/** A target in words, without credentials. */
export function shownTarget(target: PublishTarget): string {
  if (target.to === 'folder') return target.path
  const address = (target.to === 'rsync' ? target.target : target.repository).replace(/\/\/[^@/]*@/, '//')
  return target.to === 'rsync' ? address : `la branche ${target.branch} de ${address}`
}

async function swapFolder(siteDir: string, path: string): Promise<void> {
  const coming = `${path}.coming`
  await putBack({ to: 'folder', path })
  await rm(coming, { recursive: true, force: true })
  await cp(siteDir, coming, { recursive: true })
  await rm(leavingOf(path), { recursive: true, force: true })
  await rename(path, leavingOf(path)).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'ENOENT') throw error })
  await rename(coming, path).catch(async (error: unknown) => { await putBack({ to: 'folder', path }); throw error })
  await rm(leavingOf(path), { recursive: true, force: true })
}

const leavingOf = (path: string) => `${path}.leaving`
const isThere = (path: string) => stat(path).then(() => true, () => false)

/** Mends a swap of folders that was cut between its two renames, when nothing is left to read: what was public goes back. */
export async function putBack(target: PublishTarget): Promise<void> {
  if (target.to !== 'folder' || await isThere(target.path) || !await isThere(leavingOf(target.path))) return
  await rename(leavingOf(target.path), target.path)
}

/** False when what was published is known to be gone; a server or a branch is not asked. */
export async function isStillThere(target: PublishTarget): Promise<boolean> {
  return target.to !== 'folder' || isThere(target.path)
}

/** What a forge keeps in a branch of pages beside them: its settings, and the name under which it serves them. */
const ofTheForge = (entry: string) => entry === 'CNAME' || (entry.startsWith('.') && entry !== '.well-known')

async function commitBranch(siteDir: string, { repository, branch }: Extract<PublishTarget, { to: 'git' }>, { name, email }: { name: string; email: string }): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'trefle-pages-'))
  const git = (...args: string[]) => run('git', ['-C', work, '-c', `user.name=${name}`, '-c', `user.email=${email}`, '-c', 'commit.gpgsign=false', ...args])
  try {
    await git('init', '--quiet', '--initial-branch', branch)
    await git('remote', 'add', 'origin', '--', repository)
    const { stdout } = await git('ls-remote', '--heads', 'origin', branch)
    if (stdout.trim() !== '') {
      await git('fetch', '--quiet', '--depth', '1', 'origin', branch)
      await git('reset', '--quiet', '--hard', 'FETCH_HEAD')
    }
    for (const entry of await readdir(work)) if (!ofTheForge(entry)) await rm(join(work, entry), { recursive: true })
    await cp(siteDir, work, { recursive: true })
    // GitHub would otherwise hand the files to Jekyll, which leaves out the folder of styles: its name begins with « _ ».
    await writeFile(join(work, '.nojekyll'), '')
    // A .gitignore of the branch, or of whoever runs this, takes nothing away from the pages.
    await git('add', '--all', '--force')
    const unchanged = await git('diff', '--cached', '--quiet').then(() => true, () => false)
    if (unchanged) return
    await git('commit', '--quiet', '--message', 'Publish the dashboard')
    await git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error && String(error.stderr).trim() !== '' ? String(error.stderr) : error instanceof Error ? error.message : String(error)
  return (text.trim().split('\n').at(-1) ?? '').replace(/\/\/[^@/\s]*@/g, '//').replace(/\.$/, '')
}

/** Paths of this machine start at the folder of the territory, whose file names them; what holds a colon is an address. */
export function fromFolder(dataDir: string, target: PublishTarget): PublishTarget {
  const here = (path: string) => (path.includes(':') ? path : resolve(dataDir, path))
  if (target.to === 'folder') return { ...target, path: resolve(dataDir, target.path) }
  return target.to === 'rsync' ? { ...target, target: here(target.target) } : { ...target, repository: here(target.repository) }
}
