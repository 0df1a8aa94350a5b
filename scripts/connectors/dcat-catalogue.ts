import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { UsageError } from '#effects/command/errors'
import type { OpenDataset } from '#effects/open-data/dataset'
import { readCatalogue } from '#effects/open-data/read-catalogue'
import { fetchTable } from '#effects/tables/table-connector'

type Node = Readonly<Record<string, unknown>>
const Graph = z.union([
  z.object({ '@graph': z.array(z.record(z.string(), z.unknown())) }).loose().transform((document) => document['@graph']),
  z.array(z.record(z.string(), z.unknown())),
])

/** "dct:modified", "http://purl.org/dc/terms/modified" and "modified" are one property. */
const local = (name: string): string => name.replace(/^.*[:/#]/, '')
/** A value is a text, a typed literal, a reference, or a list of them: the first text. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (Array.isArray(value)) return value.map(textOf).find((text) => text !== null) ?? null
  if (typeof value !== 'object' || value === null) return null
  return textOf(Reflect.get(value, '@value') ?? Reflect.get(value, '@id'))
}
const read = (node: Node, property: string): unknown => Object.entries(node).find(([name]) => local(name) === property)?.[1]
const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const isA = (node: Node, type: string): boolean => many(node['@type']).some((name) => local(String(name)) === type)

function distilled(node: Node, byId: ReadonlyMap<string, Node>): OpenDataset {
  const distributions = many(read(node, 'distribution')).flatMap((reference): Node[] => { const each = byId.get(textOf(reference) ?? ''); return each === undefined ? [] : [each] })
  const updated = textOf(read(node, 'modified')) ?? textOf(read(node, 'issued'))
  return {
    id: textOf(read(node, 'identifier')) ?? textOf(node['@id']) ?? '', frequency: textOf(read(node, 'accrualPeriodicity')),
    licence: textOf(read(node, 'license')) ?? distributions.map((each) => textOf(read(each, 'license'))).find((each) => each !== null) ?? null,
    updatedOn: updated?.slice(0, 10) ?? null, formats: distributions.flatMap((each) => textOf(read(each, 'format')) ?? textOf(read(each, 'mediaType')) ?? []),
  }
}

/** A DCAT catalogue in flat JSON-LD, from a file or an address, as data.gouv.fr and most portals publish it. Reply documented, not recorded. */
export default defineConnector({
  title: 'Données ouvertes : catalogue DCAT (JSON-LD)',
  settings: z.strictObject({ file: z.string().min(1).optional(), url: z.url({ protocol: /^https?$/ }).optional() }),
  async fetch(settings, io) {
    const graph = Graph.safeParse(JSON.parse(new TextDecoder().decode(await fetchTable(settings, io))))
    const from = settings.file ?? settings.url ?? ''
    if (!graph.success) throw new UsageError(`${from} n’est pas un catalogue DCAT en JSON-LD à plat.`, 'Demandez le format JSON-LD (…/catalog.jsonld) : un document avec « @graph ».')
    const byId = new Map(graph.data.flatMap((node) => { const id = textOf(node['@id']); return id === null ? [] : [[id, node] as const] }))
    const datasets = graph.data.filter((node) => isA(node, 'Dataset')).map((node) => distilled(node, byId))
    return new TextEncoder().encode(JSON.stringify({ from, listed: datasets.length, datasets }))
  },
  parse: readCatalogue,
})
