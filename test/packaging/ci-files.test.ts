import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { validate } from 'dockerfile-utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { BudgetsFile } from '#lib/gate/budgets-file'
import { formats } from '#effects/ci-reports/formats'
import { actionErrors, workflowErrors } from './github-parser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'trefle-ci-')) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the action for GitHub', () => {
  it('is an action as GitHub reads it, which refuses what is not one', () => {
    expect(actionErrors(read('action.yml'))).toEqual([])
    expect(actionErrors(read('action.yml').replace('using: composite', 'using: composite\n  couleur: verte'))).not.toEqual([])
  })

  type Step = { run: string; env: Record<string, string> }
  const { steps } = (parse(read('action.yml')) as { runs: { steps: Step[] } }).runs

  it('writes no input in a script, where it could be a command', () => {
    expect(steps.filter(({ run }) => run.includes('${{'))).toEqual([])
  })

  it('hands addresses and arguments on as words, line by line, keeps the exit code, and gives the summary', () => {
    const bin = join(folder, 'action', 'scripts')
    mkdirSync(bin, { recursive: true })
    writeFileSync(join(bin, 'bin.mjs'), `import { writeFileSync } from 'node:fs'
const words = process.argv.slice(2)
writeFileSync(process.env.WORDS, JSON.stringify(words))
writeFileSync(words.find((word) => word.startsWith('markdown=')).slice(9), 'résumé')
process.exit(3)`)
    const env = { PATH: process.env.PATH, WORDS: join(folder, 'words'), RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary'), TREFLE_ACTION: join(folder, 'action'), TREFLE_URLS: 'https://www.ville.example/\n  https://www.ville.example/a?b=$(touch hacked)&c\n\n', TREFLE_ARGUMENTS: '--budgets\nmes budgets.yml\n' }
    execFileSync('bash', ['--norc', '-eo', 'pipefail', '-c', steps[0]?.run ?? ''], { env, cwd: folder })
    const words = JSON.parse(readFileSync(join(folder, 'words'), 'utf8')) as string[]
    expect(words.slice(0, 5)).toEqual(['check', 'https://www.ville.example/', 'https://www.ville.example/a?b=$(touch hacked)&c', '--budgets', 'mes budgets.yml'])
    expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('exit-code=3\n')
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toBe('résumé')
    expect(() => execFileSync('bash', ['--norc', '-c', steps.at(-1)?.run ?? ''], { env: { TREFLE_CODE: '3' } })).toThrow(expect.objectContaining({ status: 3 }))
  })
})

describe('the container file', () => {
  /** Severity 1 of the Language Server Protocol is an error. */
  const wrong = (text: string) => validate(text).filter(({ severity }) => severity === 1).map(({ message }) => message)

  it('is one that builders read, which a linter tells from one that is not', () => {
    expect(wrong(read('packaging/Containerfile'))).toEqual([])
    expect(wrong(read('packaging/Containerfile').replace('WORKDIR /src', 'WORKDIRR /src'))).not.toEqual([])
  })

  it('copies only what the repository has', () => {
    const named = [...read('packaging/Containerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) => files.split(' '))
    expect(named.length).toBeGreaterThan(2)
    for (const file of named) expect(() => execFileSync('git', ['-C', root, 'ls-files', '--error-unmatch', file], { stdio: 'ignore' })).not.toThrow()
  })
})

describe('the blocks to copy of the guide', () => {
  const blocks = [...read('docs/guides/ci.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  const isWorkflow = (block: string) => /^on:/m.test(block)

  it('are workflows that GitHub and Forgejo read', () => {
    const workflows = blocks.filter(isWorkflow)
    expect(workflows.length).toBeGreaterThanOrEqual(2)
    for (const block of workflows) expect(workflowErrors(block)).toEqual([])
    expect(workflowErrors(workflows[0]?.replace('runs-on:', 'tourne-sur:') ?? '')).not.toEqual([])
  })

  it('are budgets that a check reads', () => {
    const budgets = blocks.filter((block) => /^ruleset:/m.test(block)).map((block) => BudgetsFile.safeParse(parse(block)))
    expect(budgets).toHaveLength(1)
    expect(budgets[0]?.error).toBeUndefined()
    expect(budgets[0]?.data?.waivers).toHaveLength(1)
  })

  it('name only formats that there are, and tell of all of them', () => {
    const told = [...read('docs/guides/ci.md').matchAll(/^\| `([a-z]+)(?:=dossier)?` \|/gm)].map(([, name]) => name)
    expect(told.sort()).toEqual([...formats].sort())
  })
})
