import type { Artifacts, Evidence } from '#model/evidence'
import type { Heaviest } from '#model/result'
import { cleanAddress } from './address.ts'
import { networkRequests } from './network.ts'

/** Files of a page that the record names: enough to find what made it heavier, and no more. */
export const keptFiles = 8
const addressCap = 300

/** To three significant figures: headers that differ by a few bytes do not make another line of the record. */
const rounded = (bytes: number): number => Number(bytes.toPrecision(3))

type Asked = Pick<Artifacts['requests'][number], 'url' | 'kind' | 'transferBytes'>

/** The heaviest files that a page asked for, each address once without its query, heaviest first. */
export function heaviestFiles(requests: readonly Asked[]): Heaviest {
  const byAddress = Map.groupBy(requests, ({ url }) => cleanAddress(url).slice(0, addressCap))
  const files = [...byAddress].flatMap(([address, [first, ...others]]): Heaviest['files'] =>
    first ? [[address, first.kind, rounded([first, ...others].reduce((sum, { transferBytes }) => sum + transferBytes, 0))]] : [])
  files.sort(([one, , light], [other, , heavy]) => heavy - light || (one < other ? -1 : 1))
  return { all: files.length, files: files.slice(0, keptFiles) }
}

/** The heaviest files of a load; null when its requests could not be read. */
export function heaviestOf({ artifacts: { requests } }: Pick<Evidence, 'artifacts'>): Heaviest | null {
  return requests?.ok ? heaviestFiles(networkRequests(requests.value)) : null
}
