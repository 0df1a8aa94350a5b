import { readFileSync } from 'node:fs'
import { Territory } from '#model/territory'
import { ReenFrame } from '#model/reen-report'
import type { ReenFacts } from '#lib/report/reen-facts'

export const reenFrame = ReenFrame.parse(JSON.parse(readFileSync(new URL('../datasets/reen/report.json', import.meta.url), 'utf8')))

export const aMetropolis = Territory.parse({
  id: 'metropole', name: 'Métropole', contact: { email: 'numerique@metropole.example', function: 'Direction du numérique' },
  organisations: [
    { id: 'metropole', name: 'Métropole', kind: 'epci', inhabitants: 120_000 },
    { id: 'ville', name: 'Ville', kind: 'commune', parent: 'metropole', inhabitants: 60_000, code: '67482' },
    { id: 'bourg', name: 'Bourg', kind: 'commune', parent: 'metropole', inhabitants: 2000, code: '67043' },
    { id: 'ecoles', name: 'Écoles', kind: 'direction', parent: 'ville' },
    { id: 'association', name: 'Association', kind: 'partner' },
  ],
})

export function someReenFacts(more: Partial<ReenFacts> = {}): ReenFacts {
  const [metropole] = aMetropolis.organisations
  if (!metropole) throw new Error('The metropolis has organisations')
  return { year: '2026', on: '2026-11-22', territory: aMetropolis, organisation: metropole, frame: reenFrame, indicators: [], commitments: [], split: null, texts: new Map(), presented: null, ...more }
}
