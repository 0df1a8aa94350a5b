import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { PublishTarget } from '#model/nightly'
import { UsageError } from '../command/errors.ts'

const run = promisify(execFile)

/**
 * Puts built pages where the public reads them. A folder is swapped whole, a branch gains one commit: a reader never sees half of a publication.
 * @param siteDir the built files
 * @param author name and address under which a git branch is written
 * @throws UsageError when the target does not take them; what was public before is then as it was.
 */
export async function publishSite(siteDir: string, target: PublishTarget, author: { name: string; email: string }): Promise<void> {
  try {
    if (target.to === 'folder') await swapFolder(siteDir, resolve(target.path))
    else if (target.to === 'rsync') await run('rsync', ['--archive', '--delete-after', '--delay-updates', '--', `${siteDir}/`, target.target])
    else await commitBranch(siteDir, target, author)
  } catch (error) {
    throw new UsageError(`La publication vers ${shownTarget(target)} a échoué : ${lastLine(error)}.`, 'Ce qui était public l’est toujours. Corrigez la destination dans nightly.yml, puis relancez.')
  }
}

export function shownTarget(target: PublishTarget): string {
  if (target.to === 'folder') return target.path
  if (target.to === 'rsync') return target.target
  return `la branche ${target.branch} de ${target.repository.replace(/\/\/[^@/]*@/, '//')}`
}

async function swapFolder(siteDir: string, path: string): Promise<void> {
  const [coming, leaving] = [`${path}.coming`, `${path}.leaving`]
  await rm(coming, { recursive: true, force: true })
  await cp(siteDir, coming, { recursive: true })
  // A swap that was cut between its two renames: the pages that left are still there.
  await rm(leaving, { recursive: true, force: true })
  await rename(path, leaving).catch((error: NodeJS.ErrnoException) => { if (error.code !== 'ENOENT') throw error })
  await rename(coming, path)
  await rm(leaving, { recursive: true, force: true })
}

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
    for (const entry of await readdir(work)) if (entry !== '.git') await rm(join(work, entry), { recursive: true })
    await cp(siteDir, work, { recursive: true })
    await git('add', '--all')
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

/** Where the folder of a territory resolves relative targets. */
export function fromFolder(dataDir: string, target: PublishTarget): PublishTarget {
  return target.to === 'folder' ? { ...target, path: resolve(dirname(join(dataDir, 'nightly.yml')), target.path) } : target
}
