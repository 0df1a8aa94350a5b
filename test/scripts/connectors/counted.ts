import type { ConnectorDefinition, Parsed } from '#lib/define'
import { Source } from '#model/source'
import { Territory } from '#model/territory'
import { aFactorBook } from '../../facts-builders.ts'
import { readFileSync } from 'node:fs'

export const town = Territory.parse({
  id: 'essai', name: 'Essai', contact: { email: 'a@essai.example', function: 'DSI' },
  organisations: [{ id: 'ville', name: 'Ville d’Essai', kind: 'commune', code: '99901' }, { id: 'voisine', name: 'Voisine', kind: 'commune', code: '99902' }],
})
export const at = '2026-11-22T08:00:00Z'

/** Bytes of a reply kept in test/fixtures/connectors. */
export const reply = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/connectors/${name}`, import.meta.url))

/** What a connector makes of a file, as `trefle pull` would ask it. */
export function count(connector: ConnectorDefinition, raw: string | Uint8Array, settings: Record<string, unknown> = {}): Parsed {
  const source = Source.parse({ id: 'essai', name: 'Essai', connector: 'essai', organisation: 'ville', cadence: 'yearly', settings: {} })
  const bytes = typeof raw === 'string' ? new TextEncoder().encode(raw) : raw
  const given = Object.fromEntries(Object.entries({ file: 'essai.csv', ...settings }).filter(([, value]) => value !== undefined))
  return connector.parse(bytes, connector.settings.parse(given), { source, territory: town, at, factors: aFactorBook })
}

/** "<metric> <period> <coordinates>" → value. */
export function values({ observations }: Parsed): Record<string, number | null> {
  return Object.fromEntries(observations.map(({ metric, period, dimensions, value }) => [[metric, period, ...Object.values(dimensions)].join(' '), value]))
}
