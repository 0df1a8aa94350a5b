import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, inject, it } from 'vitest'
import { CheckReport } from '#lib/gate/check-report'

const { folder, base } = inject('atRoot')
/** A page of each thing that a citizen, a manager and a webmaster open most. */
const addresses = ['/', '/lieux/', '/sobriete/', '/indicateurs/page-weight/', '/promesses/parc-sobre/', '/pilotage/', '/sites/portail/', '/recherche/']
/** The example says truly that nobody assessed its dashboard: that gap is of the town, not of its pages. */
const ofTheTown = ['solidarity/accessibility-mention', 'solidarity/accessibility-statement']

it('the dashboard passes the controls that it holds others to: keyboard, focus, 320 px, text at 200 %, spacing of texts, writing of the code', async () => {
  const kept = await mkdtemp(join(tmpdir(), 'trefle-own-checks-'))
  const report = join(kept, 'report.json')
  const args = [...addresses.map((address) => base + address.slice(1)), '--static', folder, '--only', 'solidarity/*', '--per-host', '2', '--workers', '2', '--format', `json=${report}`]
  try {
    // The gaps of the town end the command with 1.
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url)), 'check', ...args], { cwd: kept }).catch(() => undefined)
    const { pages } = CheckReport.parse(JSON.parse(await readFile(report, 'utf8')))
    expect(pages.map(({ status }) => status)).toEqual(addresses.map(() => 'measured'))
    const judged = new Set(pages.flatMap(({ results }) => results.filter(({ outcome }) => outcome === 'pass').map(({ audit }) => audit)))
    for (const control of ['focus-visible', 'keyboard-trap', 'reflow', 'text-zoom', 'text-spacing', 'colour-pairs', 'valid-code']) expect(judged, control).toContain(`solidarity/${control}`)
    const gaps = pages.flatMap(({ url, results }) => results.filter(({ audit, outcome }) => outcome === 'fail' && !ofTheTown.includes(audit)).map(({ audit, findings }) => [url, audit, findings.map(({ message }) => message)]))
    expect(gaps).toEqual([])
  } finally {
    await rm(kept, { recursive: true, force: true })
  }
})
