import { z } from 'zod'
import { defineConnector, type Parsed } from '#lib/define'
import { nearnessOf, residentsNear, type PopulatedSquare } from '#lib/places/residents-near'
import { toEuropeanGrid, type GridPoint } from '#lib/places/laea'
import { addMonths } from '#lib/time/months-after'
import { bundled, unbundled } from '#effects/tables/bundle'
import { asOfDay, observationsOf, type Fact } from '#effects/tables/fact'
import { countRecords, fetchTable, tableSettings, type TableContext, type TableDefinition } from '#effects/tables/table-connector'
import { readRecords } from '#effects/tables/read-records'
import { placeColumns, readPlace, shownPlace, type Place, type PlaceRecord } from '#effects/places/place-record'
import { readSquares } from '#effects/places/population-grid'
import { readDistricts } from '#effects/places/priority-districts'
import type { HelpPlace } from '#model/place'
import type { Territory } from '#model/territory'

const Settings = tableSettings(placeColumns).extend({
  /** Population squares of Insee (200 m), to tell how many residents have a place within a walk. */
  grid: z.strictObject({
    file: z.string().min(1),
    metres: z.number().positive().default(1000),
    /** Communes (Insee codes) whose residents count; those of the territory without it. */
    communes: z.array(z.string()).optional(),
  }).optional(),
  /** Outlines of the priority districts (GeoJSON in degrees): they are drawn, and their residents told apart. */
  districts: z.strictObject({ file: z.string().min(1) }).optional(),
  /** Communes whose places count; all those of the file without it. */
  communes: z.array(z.string()).optional(),
})
type Settings = z.infer<typeof Settings>

/** Facts of one place: it is counted as readable, then by what its record says. */
function factsOf(place: Place, on: string): Fact[] {
  const [month, year] = [{ period: on.slice(0, 7) }, { period: on.slice(0, 4) }]
  const fresh = place.updatedOn > addMonths(on, -12)
  const one = (yes: boolean) => (yes ? 1 : 0)
  const open = place.open && fresh
  return [
    { ...month, metric: 'help.records', value: 1 }, { ...month, metric: 'help.fresh-records', value: one(fresh) },
    ...(place.open ? [{ ...year, metric: 'help.places-valid', value: 1 }, { ...year, metric: 'help.places-specific', value: one(place.needs.length > 0) }] : []),
    { ...month, metric: 'help.places', value: one(open), dimensions: { commune: place.commune ?? 'unknown' } },
    ...(open ? place.needs.map((need) => ({ ...month, metric: 'help.places-by-need', value: 1, dimensions: { need } })) : []),
    ...(open ? place.services.map((service) => ({ ...month, metric: 'help.places-by-service', value: 1, dimensions: { service } })) : []),
    ...(open && place.dropIn && place.hours !== null ? [{ ...month, metric: 'help.weekly-hours', value: place.hours, unit: 'hour' as const }] : []),
    ...(open && place.dropIn && place.hours === null ? [{ ...month, metric: 'help.hours-unknown', value: 1 }] : []),
  ]
}

const codesOf = ({ organisations }: Territory): string[] => organisations.flatMap(({ kind, code }) => (kind === 'commune' && code !== undefined ? [code] : []))

/** Places of digital help in the national schema (CSV or JSON, a file or the address of an export). */
export default defineConnector({
  title: 'Lieux de médiation numérique (schéma national)',
  settings: Settings,
  async fetch(settings, io) {
    const [places, grid, districts] = await Promise.all([fetchTable(settings, io), ...[settings.grid, settings.districts].map(async (given) => given && io.readFile(given.file))])
    return bundled({ ...(places && { places }), ...(grid && { grid }), ...(districts && { districts }) })
  },
  parse(raw, settings, { source, territory, at }) {
    const files = unbundled(raw)
    const context: TableContext<Settings> = { settings, source, territory, at }
    const read = readPlaces(files['places'] ?? new Uint8Array(), context)
    const districts = files['districts'] === undefined ? [] : readDistricts(files['districts'], settings.districts?.file ?? '', codesOf(territory))
    const grid = files['grid'] === undefined || settings.grid === undefined ? null
      : { ...settings.grid, ...readSquares(files['grid'], settings.grid.file, settings.grid.communes ?? codesOf(territory), districts) }
    const near = grid === null ? [] : nearness(grid.squares, read.points, grid.metres, context)
    return {
      observations: [...read.observations, ...near],
      report: { ...read.report, notes: [...read.report.notes, ...(grid?.notes ?? [])] },
      places: { places: read.places, districts, nearness: grid === null || grid.squares.length === 0 ? null : nearnessOf(grid.squares, read.points) },
    }
  },
})

/** The figures of the table, the places to show, and where the fresh ones are. */
function readPlaces(bytes: Uint8Array, context: TableContext<Settings>): Omit<Parsed, 'places'> & { places: HelpPlace[]; points: GridPoint[] } {
  const { settings, at } = context
  const on = asOfDay(settings, at)
  const [points, places]: [GridPoint[], HelpPlace[]] = [[], []]
  let nameless = 0
  const definition: TableDefinition<typeof placeColumns, z.ZodType<Settings>> = {
    title: '', columns: placeColumns, identity: ['id'], apart: 'lieux d’une autre commune',
    facts(record: PlaceRecord) {
      const place = readPlace(record, on)
      if ('reason' in place) return place
      if (settings.communes !== undefined && !settings.communes.includes(place.commune ?? '')) return []
      const shown = place.open ? shownPlace(record, place) : null
      if (shown !== null) places.push(shown)
      else if (place.open) nameless += 1
      if (place.open && place.position !== null && place.updatedOn > addMonths(on, -12)) points.push(toEuropeanGrid(place.position))
      return factsOf(place, on)
    },
  }
  const from = settings.file ?? settings.url ?? ''
  const { observations, report } = countRecords(readRecords(bytes, placeColumns, { from, sheet: settings.sheet, columns: settings.columns }), definition, context)
  const unlisted = nameless === 0 ? [] : [{ line: null, message: `${nameless} lieux sans nom : comptés, absents de la liste.` }]
  return { observations, report: { ...report, notes: [...report.notes, ...unlisted] }, places, points }
}

function nearness(squares: readonly PopulatedSquare[], points: readonly GridPoint[], metres: number, context: TableContext<Settings>) {
  if (squares.length === 0) return []
  const { near, all } = residentsNear(squares, points, metres)
  const inYear = { period: asOfDay(context.settings, context.at).slice(0, 4), quality: 'computed' as const, dimensions: { basis: `${metres} m à vol d’oiseau` } }
  return observationsOf([{ ...inYear, metric: 'help.residents-near', value: near }, { ...inYear, metric: 'help.residents', value: all }], context)
}
