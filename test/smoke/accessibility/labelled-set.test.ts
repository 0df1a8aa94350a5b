import { fork } from 'node:child_process'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadAudits } from '#effects/territory/discover'
import { judge } from '#audits/run'
import type { Artifacts } from '#model/evidence'
import { artifactSchemas } from '#model/evidence'
import type { AuditResult } from '#model/result'
import { anEvidence, factors, registry } from '../../builders.ts'
import { cases, labelledSet, type Collected } from './all-cases.ts'
import type { Label } from './labelled.ts'

const catalogue = await loadAudits()
const expected: Readonly<Record<Label, AuditResult['outcome']>> = { fails: 'fail', flagged: 'to-verify', passes: 'pass', inapplicable: 'not-applicable' }
/** Criteria that the RGAA asks of every page: no page is out of their reach. */
const ofEveryPage = new Set(['document-type', 'valid-code', 'page-title', 'hollow-elements', 'presentation-in-code', 'reflow', 'text-zoom'])

type Seen = { check: string; label: Label; html: string; outcome: AuditResult['outcome'] | 'broken'; said: string }
let seen: Seen[] = []

beforeAll(async () => {
  const collected: Collected[] = []
  const child = fork(new URL('./collect.ts', import.meta.url), { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let errors = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { errors += text })
  child.on('message', (message: Collected) => collected.push(message))
  await new Promise<void>((resolve, reject) => child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(errors)))))
  seen = collected.map(({ index, artifacts, error }) => {
    const one = cases[index]!
    return { ...one, ...(error ? { outcome: 'broken' as const, said: error } : verdictOn(one.check, artifacts)) }
  })
})

function verdictOn(check: string, artifacts: Record<string, unknown>): Pick<Seen, 'outcome' | 'said'> {
  for (const [name, value] of Object.entries(artifacts)) artifactSchemas[name as keyof Artifacts].parse(value)
  const id = `solidarity/${check}`
  const audit = catalogue.get(id)
  if (audit === undefined) throw new Error(`There is no check named ${check}`)
  const [result] = judge(anEvidence(artifacts, { role: 'other' }), new Map([[id, audit]]), { site: null, factors, registry })
  return { outcome: result?.outcome ?? 'broken', said: [result?.failure?.detail ?? '', ...(result?.findings ?? []).map(({ message }) => message)].join(' / ') }
}

/** One line a check: pages of each label, defects found, missed, and what was said of pages that have none. */
function table(): string {
  const line = (cells: readonly (string | number)[]) => cells.map((cell, index) => (index === 0 ? String(cell).padEnd(22) : String(cell).padStart(10))).join('')
  const rows = Object.keys(labelledSet).map((check) => {
    const own = seen.filter((one) => one.check === check)
    const count = (labels: readonly Label[], outcomes: readonly string[]) => own.filter(({ label, outcome }) => labels.includes(label) && outcomes.includes(outcome)).length
    const pages = (label: Label) => own.filter((one) => one.label === label).length
    return line([check, pages('fails'), count(['fails'], ['fail']), pages('flagged'), count(['flagged'], ['to-verify', 'fail']), pages('passes') + pages('inapplicable'), count(['passes', 'inapplicable', 'flagged'], ['fail']), count(['passes', 'inapplicable'], ['to-verify'])])
  })
  return [line(['check', 'failing', 'proven', 'doubtful', 'flagged', 'sound', 'FP proven', 'FP flag']), ...rows].join('\n')
}

const wrong = (keep: (one: Seen) => boolean) => seen.filter(keep).map(({ check, label, html, outcome, said }) => `${check}: ${label} → ${outcome}: ${html.slice(0, 300)} (${said})`)

describe('the checks of our own, on pages that a person has labelled', () => {
  test('read every page of the set', () => {
    console.log(table())
    expect(wrong(({ outcome }) => outcome === 'broken' || outcome === 'unknown')).toEqual([])
    expect(seen).toHaveLength(cases.length)
  })

  test('never call a failure proven where there is none', () => {
    expect(wrong(({ label, outcome }) => label !== 'fails' && outcome === 'fail')).toEqual([])
  })

  test('miss nothing that is labelled failing or doubtful', () => {
    expect(wrong(({ label, outcome }) => (label === 'fails' || label === 'flagged') && outcome !== expected[label])).toEqual([])
  })

  test('raise no doubt on a sound page, and leave alone the pages that hold nothing to check', () => {
    expect(wrong(({ label, outcome }) => (label === 'passes' || label === 'inapplicable') && outcome !== expected[label])).toEqual([])
  })

  test.each(Object.entries(labelledSet))('%s has three pages with a defect, three without, and two that it is not about', (check, { fails = [], flagged = [], passes, inapplicable }) => {
    expect(fails.length + flagged.length).toBeGreaterThanOrEqual(3)
    expect(passes.length).toBeGreaterThanOrEqual(3)
    expect(inapplicable.length).toBeGreaterThanOrEqual(ofEveryPage.has(check) ? 0 : 2)
  })

  test('are the 24 of the list', () => {
    expect(Object.keys(labelledSet)).toHaveLength(24)
  })
})
