import type { Parsed } from '#lib/define'
import { Source } from '#model/source'
import { Territory } from '#model/territory'

/** A town with two organisations, for the tests of inventories. */
export const territory = Territory.parse({
  id: 'essai', name: 'Essai', contact: { email: 'a@b.example', function: 'DSI' },
  organisations: [{ id: 'ville', name: 'Ville', kind: 'commune' }, { id: 'ecoles', name: 'Écoles', kind: 'direction' }],
})

export function sourceOf(connector: string): Source {
  return Source.parse({ id: 'parc', name: 'Parc', connector, organisation: 'ville', cadence: 'yearly', settings: {} })
}

export const at = '2026-11-22T00:00:00Z'

/** "<organisation> <type> <state> <year of purchase>" → devices. */
export function fleet({ observations }: Parsed): Record<string, number | null> {
  return Object.fromEntries(observations.filter(({ metric }) => metric === 'fleet.devices')
    .map(({ dimensions: { organisation, type, state, purchaseYear }, value }) => [`${organisation} ${type} ${state} ${purchaseYear}`, value]))
}
