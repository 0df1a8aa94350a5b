import type { ImportReport } from '#model/source'
import { centreOfSquare, toDegrees, toEuropeanGrid } from '#lib/places/laea'
import type { PopulatedSquare } from '#lib/places/residents-near'
import { amount, list, text } from '../tables/column.ts'
import { readRecords } from '../tables/read-records.ts'
import type { PriorityDistrict } from '#model/place'
import { isInDistrict } from './priority-districts.ts'

/** Columns of Insee's gridded file (Filosofi, 200 m), or a latitude and a longitude with a number of inhabitants. */
const gridColumns = {
  square: text(['idcar_200m', 'idinspire', 'id_carr_200m', 'carreau']),
  inhabitants: amount.needed(['ind', 'ind_c', 'population', 'habitants', 'pop']),
  commune: list(['lcog_geo', 'depcom', 'code_insee']),
  latitude: amount(['latitude', 'lat']),
  longitude: amount(['longitude', 'lon']),
}

/** A square at a border lists its communes as codes of five characters one after the other ("6748267043"). */
const codesOf = (cells: readonly string[]): string[] => cells.flatMap((cell) => cell.match(/\d[\dAB]\d{3}/g) ?? [])

/** Squares with their inhabitants, in a priority district or not when `districts` has any; only those that touch one of the communes, when the file says and some are named. */
export function readSquares(bytes: Uint8Array, file: string, communes: readonly string[], districts: readonly PriorityDistrict[] = []): { squares: PopulatedSquare[]; notes: ImportReport['notes'] } {
  const { lines, rejected } = readRecords(bytes, gridColumns, { from: file, columns: {} })
  const ofTerritory = lines.filter(({ record: { commune } }) => communes.length === 0 || commune === null || codesOf(commune).some((code) => communes.includes(code)))
  const squares = ofTerritory.flatMap(({ record: { square, inhabitants, latitude, longitude } }) => {
    const centre = square !== null ? centreOfSquare(square) : latitude !== null && longitude !== null ? toEuropeanGrid({ latitude, longitude }) : null
    return centre === null ? [] : [{ ...centre, inhabitants, inDistrict: districts.length === 0 ? null : isInDistrict(toDegrees(centre), districts) }]
  })
  const lost = ofTerritory.length - squares.length + rejected.length
  return { squares, notes: [{ line: null, message: `${file} : ${squares.length} carreaux du territoire sur ${lines.length}${lost > 0 ? `, ${lost} illisibles` : ''}.` }] }
}
