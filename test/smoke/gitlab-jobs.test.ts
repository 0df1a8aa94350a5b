import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'trefle-gitlab-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What gitlab-ci-local makes of a project, after GitLab's own JSON schema; throws what it says against it. */
async function gitlabJobs(name: string, files: Record<string, string>): Promise<Record<string, Record<string, unknown>>> {
  const project = join(folder, name)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(project, file, '..'), { recursive: true })
    writeFileSync(join(project, file), content)
  }
  execFileSync('git', ['-c', 'init.defaultBranch=main', 'init', '-q', project])
  execFileSync('git', ['-C', project, 'add', '.'])
  execFileSync('git', ['-C', project, 'remote', 'add', 'origin', 'git@forge.example:ville/site.git'])
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'node_modules/gitlab-ci-local/dist/index.js'), '--preview', '--json-schema-validation'], { cwd: project, env: { ...process.env, HOME: folder } })
  return parse(stdout) as Record<string, Record<string, unknown>>
}

describe('the job for GitLab', () => {
  const expected = { allow_failure: { exit_codes: 3 }, artifacts: { when: 'always', reports: { junit: 'trefle.xml', codequality: 'gl-code-quality-report.json', accessibility: 'gl-accessibility.json' } } }

  it('is a component that takes its inputs', async () => {
    const { trefle } = await gitlabJobs('component', { 'templates/check.yml': read('templates/check.yml'), '.gitlab-ci.yml': 'include:\n  - local: templates/check.yml\n    inputs:\n      urls: https://www.ville.example/\n      stage: deploy\n' })
    expect(trefle).toMatchObject({ ...expected, stage: 'deploy', variables: { TREFLE_URLS: 'https://www.ville.example/' } })
  })

  it('asks for the addresses, which it cannot guess', async () => {
    await expect(gitlabJobs('without', { 'templates/check.yml': read('templates/check.yml'), '.gitlab-ci.yml': 'include:\n  - local: templates/check.yml\n' })).rejects.toThrow(/urls/)
  })

  it('is a plain file too, with the same job', async () => {
    const plain = await gitlabJobs('plain', { 'trefle.gitlab-ci.yml': read('packaging/gitlab-include.yml'), '.gitlab-ci.yml': 'include:\n  - local: trefle.gitlab-ci.yml\n' })
    const component = await gitlabJobs('again', { 'templates/check.yml': read('templates/check.yml'), '.gitlab-ci.yml': 'include:\n  - local: templates/check.yml\n    inputs:\n      urls: https://www.ville.example/\n' })
    expect(plain.trefle).toMatchObject(expected)
    expect(plain.trefle?.script).toEqual(component.trefle?.script)
    expect(plain.trefle?.before_script).toEqual(component.trefle?.before_script)
  })

  it('is refused by the schema when a word of it is wrong', async () => {
    await expect(gitlabJobs('wrong', { '.gitlab-ci.yml': read('packaging/gitlab-include.yml').replace('exit_codes: 3', 'exit_codes: trois') })).rejects.toThrow()
  })
})
