import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { validate } from 'dockerfile-utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCommand } from '../services/harness.ts'
import { workflowErrors as errors } from './github-parser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, 'packaging', file), 'utf8')
/** What every schedule starts: a verb of Trèfle with its options. */
const command = /trefle(?: --)? -- run --data \S+/

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'trefle-schedule-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the schedules of a run', () => {
  it.runIf(findCommand('systemd-analyze'))('are units that systemd reads, and a date of its calendar', () => {
    for (const unit of ['trefle.service', 'trefle.timer']) copyFileSync(join(root, 'packaging', 'schedule', unit), join(folder, unit))
    // The user and the folder are those of another machine.
    writeFileSync(join(folder, 'trefle.service'), read('schedule/trefle.service').replace(/^ExecStart=.*$/m, 'ExecStart=/bin/true'))
    const verify = () => execFileSync('systemd-analyze', ['verify', '--man=no', join(folder, 'trefle.timer'), join(folder, 'trefle.service')], { stdio: 'pipe' })
    expect(verify).not.toThrow()
    writeFileSync(join(folder, 'trefle.timer'), read('schedule/trefle.timer').replace('Mon 02:30', 'Lundi 02:30'))
    expect(verify).toThrow()
  })

  it('have five words of time in cron, then the command', () => {
    const line = read('schedule/crontab').split('\n').find((each) => /^\d/.test(each)) ?? ''
    expect(line).toMatch(/^(?:[\d*,/-]+\s+){5}cd \S+ && npm run/)
    expect(line).toMatch(command)
  })

  it('are a workflow that GitHub reads', () => {
    expect(errors(read('schedule/github.yml'))).toEqual([])
    expect(errors(read('schedule/github.yml').replace('runs-on:', 'tourne-sur:'))).not.toEqual([])
    expect(read('schedule/github.yml')).toMatch(command)
  })

  it('are a job that GitLab takes, by its own schema', () => {
    const preview = (content: string) => {
      const project = mkdtempSync(join(folder, 'gitlab-'))
      writeFileSync(join(project, '.gitlab-ci.yml'), content)
      execFileSync('git', ['-c', 'init.defaultBranch=main', 'init', '-q', project])
      execFileSync('git', ['-C', project, 'remote', 'add', 'origin', 'git@forge.example:ville/donnees.git'])
      return execFileSync(process.execPath, [join(root, 'node_modules/gitlab-ci-local/dist/index.js'), '--preview', '--json-schema-validation'], { cwd: project, env: { ...process.env, HOME: folder }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    }
    expect(preview(read('schedule/gitlab.yml'))).toMatch(command)
    // The image starts Trèfle, and a runner would hand its shell to it as an argument.
    expect(read('Containerfile.run')).toMatch(/^ENTRYPOINT/m)
    expect(preview(read('schedule/gitlab.yml'))).toMatch(/image:\n\s+name: \S+\n\s+entrypoint:\n\s+- ''/)
    expect(() => preview(read('schedule/gitlab.yml').replace('exit_codes: 3', 'exit_codes: trois'))).toThrow()
  })

  it.each(['Containerfile', 'Containerfile.run'])('are a container without what was received, measured or installed here: %s', (file) => {
    expect(read(`${file}.dockerignore`).split('\n')).toEqual(expect.arrayContaining(['var', 'node_modules', '.git']))
  })

  it.each(['gitlab.yml', 'github.yml'])('keep the record and none of its locks, which would stop the next run on another machine: %s', (file) => {
    const record = mkdtempSync(join(folder, 'record-'))
    mkdirSync(join(record, 'results'))
    for (const path of ['results/audit.lock', 'seals.lock', 'results/runs.jsonl', 'seals.jsonl']) writeFileSync(join(record, path), '')
    execFileSync('git', ['init', '-q', record])
    const [add = ''] = /git add .*/.exec(read(`schedule/${file}`)) ?? []
    execFileSync('sh', ['-c', add], { cwd: record })
    expect(execFileSync('git', ['-C', record, 'diff', '--cached', '--name-only'], { encoding: 'utf8' }).trim().split('\n')).toEqual(['results/runs.jsonl', 'seals.jsonl'])
  })

  it('are a container that reaches every target of nightly.yml', () => {
    expect(read('Containerfile.run')).toMatch(/apt-get install .*(?=.*\bgit\b)(?=.*\brsync\b)(?=.*\bopenssh-client\b)/)
  })

  it('are a container that builders read', () => {
    const wrong = (text: string) => validate(text).map(({ message }) => message)
    expect(wrong(read('Containerfile.run'))).toEqual([])
    expect(wrong(read('Containerfile.run').replace('WORKDIR /opt/trefle', 'WORKDIRR /opt/trefle'))).not.toEqual([])
  })
})
