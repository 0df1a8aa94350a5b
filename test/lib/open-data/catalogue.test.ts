import { PublishedPlaces } from '#model/place'
import { PublishedFleet } from '#model/published-fleet'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { DatedEdition, PublishedEdition, PublishedErrata } from '#model/dated-edition'
import { PublishedExplanation } from '#model/explanation'
import { PublishedIndicator } from '#model/indicator'
import { PublishedAudits, PublishedCommitments, PublishedDefects, PublishedDocuments, PublishedSite, PublishedTerritory } from '#model/publication'
import { PublishedAccessibility } from '#model/published-accessibility'
import { ImportReport } from '#model/source'
import { withoutControls } from '#lib/words/clean'
import { describedTables, openDocuments, openSchemas, openTables, type Publication } from '#lib/open-data/catalogue'
import { dataPackage } from '#lib/open-data/data-package'
import { dictionaryOf } from '#lib/open-data/dictionary'
import { csvOf, type OpenTable } from '#lib/open-data/table'
import { samplePublication } from '../../fixtures/make-publication-sample.ts'

let publication: Publication
let files: ReadonlyMap<string, unknown>
beforeAll(async () => {
  files = await samplePublication()
  const under = <S extends z.ZodType>(folder: string, schema: S) => [...files].filter(([path]) => path.startsWith(folder)).map(([, value]) => schema.parse(value))
  publication = {
    territory: PublishedTerritory.parse(files.get('territory.json')),
    audits: PublishedAudits.parse(files.get('audits.json')).audits,
    commitments: PublishedCommitments.parse(files.get('commitments.json')).commitments,
    defects: PublishedDefects.parse(files.get('defects.json')).defects,
    quoted: PublishedDocuments.parse(files.get('documents.json')),
    places: PublishedPlaces.parse(files.get('places.json')),
    fleet: PublishedFleet.parse(files.get('fleet.json')),
    edition: DatedEdition.parse(files.get('edition.json')), editions: under('editions/', PublishedEdition), errata: PublishedErrata.parse(files.get('errata.json')).errata,
    indicators: under('indicators/', PublishedIndicator), explanations: under('explanations/', PublishedExplanation), sites: under('sites/', PublishedSite), accessibility: under('accessibility/', PublishedAccessibility), imports: under('imports/', ImportReport),
  }
})

const tableAt = (path: string): OpenTable => {
  const table = openTables(publication).find((each) => each.path === path)
  if (!table) throw new Error(`no table ${path}`)
  return table
}
/** A file as a program reads it, by the kinds that its dictionary gives. */
function readBack({ fields }: OpenTable, csv: string) {
  return parse(csv, { bom: true, delimiter: ';', from_line: 2 }).map((record) => record.map((text, index) => {
    const kind = fields[index]?.kind
    if (text === '') return null
    if (kind === 'number' || kind === 'integer') return Number(text.replace(',', '.'))
    return kind === 'boolean' ? text === 'oui' : text.replace(/^'(?=[=+\-@])/, '')
  }))
}

describe('the CSV files', () => {
  test('read back to the values of the publication, every one of them', () => {
    const tables = openTables(publication)
    expect(tables.length).toBeGreaterThan(50)
    for (const table of tables) {
      const expected = table.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutControls(cell).trimStart() || null : cell)))
      expect(readBack(table, csvOf(table)), table.path).toEqual(expected)
    }
  })

  test('hold every point of every indicator, whole and one by one', () => {
    const all = publication.indicators.flatMap(({ id, series }) => series.map((point) => [id, point.period, point.value, point.low, point.high]))
    const columns = ['indicateur', 'periode', 'valeur', 'borne_basse', 'borne_haute']
    const cellsOf = ({ fields, rows }: OpenTable) => rows.map((row) => columns.map((name) => row[fields.findIndex((field) => field.name === name)]))
    expect(cellsOf(tableAt('indicateurs'))).toEqual(all)
    expect(publication.indicators.flatMap(({ id }) => cellsOf(tableAt(`indicateurs/${id}`)))).toEqual(all)
  })

  test('hold one row for every site, page, view and control, and one more for each further value', () => {
    const rows = publication.sites.flatMap(({ pages, refusal }) => [...pages.flatMap(({ verdicts, views = [] }) => [verdicts, ...views.map((view) => view.verdicts)]), refusal?.verdicts ?? {}])
      .flatMap((verdicts) => Object.values(verdicts)).reduce((sum, { details }) => sum + 1 + Object.keys(details).length, 0)
    expect(tableAt('mesures').rows).toHaveLength(rows)
    expect(publication.sites.reduce((sum, { id }) => sum + tableAt(`sites/${id}`).rows.length, 0)).toBe(rows)
  })

  test('say of a gap what the pages say: to verify while it was seen once', () => {
    const said = publication.sites.flatMap(({ pages }) => pages.flatMap(({ verdicts }) => Object.values(verdicts).map(({ outcome }) => outcome)))
    const { fields, rows } = tableAt('mesures')
    const at = (name: string) => fields.findIndex((field) => field.name === name)
    const count = (outcome: string) => rows.filter((row) => row[at('visite')] === 'cold' && row[at('grandeur')] === null && row[at('resultat')] === outcome).length
    for (const outcome of ['to-verify', 'fail']) {
      expect(count(outcome)).toBeGreaterThan(0)
      expect(count(outcome)).toBe(said.filter((each) => each === outcome).length)
    }
  })

  test('have addresses of their own, made of plain letters', () => {
    const paths = openTables(publication).map(({ path }) => path)
    expect(new Set(paths).size).toBe(paths.length)
    expect(paths.filter((path) => !/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(path))).toEqual([])
  })
})

describe('the JSON files', () => {
  test('are the publication itself', () => {
    const values = openDocuments(publication).map(({ value }) => JSON.parse(JSON.stringify(value)))
    expect(new Set(values.map((value) => JSON.stringify(value)))).toEqual(new Set([...files.values()].filter((value) => !(value instanceof Uint8Array)).map((value) => JSON.stringify(value))))
  })

  test('have the shape that the published schemas say', () => {
    const schemas = new Map(openSchemas().map(({ path, value }) => [path, z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(value))]))
    const kinds = { territoire: 'territoire', promesses: 'promesses', controles: 'controles', 'defauts-communs': 'defauts-communs', indicateurs: 'indicateur', sites: 'site', accessibilite: 'accessibilite', lectures: 'lecture' } as const
    for (const { path, value } of openDocuments(publication)) {
      const kind = Object.entries(kinds).find(([folder]) => path.split('/')[0] === folder)?.[1]
      expect(schemas.get(`schemas/${kind}`)?.safeParse(value).error, path).toBeUndefined()
    }
    expect(schemas.get('schemas/site')?.safeParse({}).success).toBe(false)
  })
})

describe('the dictionary', () => {
  test('gives one kind and one meaning to a name, wherever it stands', () => {
    const fields = describedTables(publication).flatMap((table) => table.fields)
    const lines = new Map(dictionaryOf(describedTables(publication)).map(({ field }) => [field.name, field]))
    for (const { name, kind, meaning, codes } of fields) {
      expect([lines.get(name)?.kind, lines.get(name)?.meaning], name).toEqual([kind, meaning])
      for (const [code, words] of codes ?? []) expect(lines.get(name)?.codes?.get(code), `${name} ${code}`).toBe(words)
    }
  })

  test('has words for every code that a file holds', () => {
    for (const { path, fields, rows } of openTables(publication)) fields.forEach(({ name, codes }, index) => {
      for (const row of codes ? rows : []) if (row[index] !== null) expect(codes?.get(String(row[index])), `${path} ${name} ${row[index]}`).toMatch(/\p{L}|%/u)
    })
  })

  test('is given to programs too: every CSV file with its columns, under an open licence', () => {
    const { resources, licenses } = dataPackage(publication.territory, openTables(publication), openDocuments(publication))
    expect(licenses[0]?.name).toBe('etalab-2.0')
    const Described = z.object({ path: z.string(), schema: z.object({ fields: z.array(z.object({ name: z.string() })) }) })
    const described = resources.filter((resource) => 'schema' in resource).map((resource) => Described.parse(resource))
    expect(described.map(({ path, schema }) => [path, schema.fields.map(({ name }) => name)])).toEqual(openTables(publication).map(({ path, fields }) => [`${path}.csv`, fields.map(({ name }) => name)]))
    expect(new Set(resources.map(({ name }) => name)).size).toBe(resources.length)
  })
})
