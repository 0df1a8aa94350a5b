import { globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadAudits, loadConnectors, loadIndicators } from '#effects/territory/discover'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const named = (pattern: string, withPillar: boolean) =>
  globSync(pattern, { cwd: root }).map((file) => (withPillar ? `${basename(dirname(file))}/` : '') + basename(file, '.ts')).sort()

test('every file of a pillar is an audit, and nothing else registers it', async () => {
  expect([...(await loadAudits()).keys()]).toEqual(named('audits/{sobriety,solidarity,freedom}/*.ts', true))
})

test('every file of a pillar is an indicator', async () => {
  const indicators = await loadIndicators()
  expect([...indicators.keys()]).toEqual(named('src/indicators/{sobriety,solidarity,freedom,transverse}/*.ts', true))
  for (const { text } of indicators.values()) expect(text.question).not.toBe('')
})

test('every file of the folder is a connector', async () => {
  const connectors = await loadConnectors()
  expect([...connectors.keys()]).toEqual(named('scripts/connectors/*.ts', false))
  for (const { title } of connectors.values()) expect(title).not.toBe('')
})
