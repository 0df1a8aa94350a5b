import type { ConnectorDefinition, Parsed } from '#lib/define'
import { dayOf } from '#lib/time/period'
import { observationsOf } from '../tables/fact.ts'
import { catalogueFacts, OpenCatalogue } from './dataset.ts'

/** The parse half of the three catalogues: counts by what each dataset says of itself; the same identifier counts once. */
export function readCatalogue(raw: Uint8Array, _settings: unknown, { source, at }: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const { from, listed, datasets } = OpenCatalogue.parse(JSON.parse(new TextDecoder().decode(raw)))
  const once = [...new Map(datasets.map((dataset) => [dataset.id, dataset])).values()]
  const share = (known: (dataset: (typeof once)[number]) => boolean): number => (once.length === 0 ? 1 : once.filter(known).length / once.length)
  const repeated = datasets.length - once.length
  return {
    observations: observationsOf(catalogueFacts(once, dayOf(at)), { source, at }),
    report: {
      schema: 'trefle/import@1', source: source.id, at, read: { from, encoding: 'utf-8', lines: listed }, kept: once.length, rejected: [], duplicates: [],
      notes: [
        ...(repeated > 0 ? [{ line: null, message: `${repeated} jeux moissonnés plusieurs fois : comptés une fois.` }] : []),
        ...(listed > datasets.length ? [{ line: null, message: `${listed - datasets.length} jeux archivés, retirés ou d’un autre producteur : non comptés.` }] : []),
      ],
      known: { frequency: share(({ frequency }) => frequency !== null), updatedOn: share(({ updatedOn }) => updatedOn !== null), licence: share(({ licence }) => licence !== null) },
    },
  }
}
