import { stringify } from 'csv-stringify/sync'
import { withoutControls } from '#lib/words/clean'
import type { Observation } from '#model/observation'
import type { Organisation } from '#model/territory'

/** Header of the EquipementPhysique file, in the order of the G4IT template. */
const equipmentColumns = [
  'nomEquipementPhysique', 'modele', 'quantite', 'nomCourtDatacenter', 'dateAchat', 'dateRetrait', 'type', 'statut',
  'paysDUtilisation', 'consoElecAnnuelle', 'utilisateur', 'nomSourceDonnee', 'nomEntite', 'nbCoeur',
] as const
/** Header of the DataCenter file, in the order of the G4IT template. */
const dataCentreColumns = ['nomCourtDatacenter', 'nomLongDatacenter', 'pue', 'localisation', 'nomEntite'] as const

type EquipmentLine = Partial<Record<(typeof equipmentColumns)[number], string | number>>

const statusOf: Readonly<Record<string, string>> = { 'in-use': 'En service', 'in-stock': 'En stock' }

/** `year`: that of the inventory, the latest of the record; null when there is none. `devices`: how many the lines stand for. */
export type NumecoevalFiles = { equipment: string; dataCentres: string; lines: number; devices: number; year: string | null }

/**
 * The fleet still there (in use, in stock) at the latest inventory, for NumEcoEval or G4IT: one line a source, type, year of purchase,
 * organisation and state, with its quantity. It comes from counts: no person, serial or machine name is in it. A purchase
 * is dated 1 January of its year, the one thing that is known; the electricity, the cores and the data centre of the
 * devices are not in the record, so these cells are empty and the data centre file has its header only.
 */
export function numecoevalFiles(observations: readonly Observation[], organisations: readonly Organisation[]): NumecoevalFiles {
  const fleet = observations.filter(({ metric }) => metric === 'fleet.devices')
  const year = fleet.map(({ period }) => period).sort().at(-1) ?? null
  const present = fleet.filter(({ period, dimensions, value }) => period === year && dimensions['state'] !== 'retired' && (value ?? 0) > 0)
  const nameOf = new Map(organisations.map(({ id, name }) => [id, name]))
  const groups = Map.groupBy(present, nameOfLine)
  const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, [first, ...others]]): EquipmentLine[] =>
    first ? [equipmentLine(name, first, [first, ...others], nameOf)] : [])
  return {
    equipment: csv(equipmentColumns, lines), dataCentres: csv(dataCentreColumns, []),
    lines: lines.length, devices: present.reduce((sum, { value }) => sum + (value ?? 0), 0), year,
  }
}

/** Unique in the file and stable from one export to the next. */
function nameOfLine({ source, subject, dimensions }: Observation): string {
  return [source, subject, dimensions['type'], dimensions['purchaseYear'], dimensions['state']].join('_')
}

function equipmentLine(name: string, { source, subject, dimensions }: Observation, same: readonly Observation[], nameOf: ReadonlyMap<string, string>): EquipmentLine {
  const { type = 'unknown', purchaseYear = 'unknown', state = '' } = dimensions
  return {
    nomEquipementPhysique: name, modele: type, type, quantite: same.reduce((sum, { value }) => sum + (value ?? 0), 0),
    dateAchat: purchaseYear === 'unknown' ? '' : `${purchaseYear}-01-01`,
    statut: statusOf[state] ?? state, paysDUtilisation: 'France',
    nomSourceDonnee: source, nomEntite: nameOf.get(subject) ?? subject,
  }
}

/** A text that a spreadsheet would run as a formula is preceded by an apostrophe (OWASP, CSV Injection). No byte order mark: the tools read the first header as it is. */
function csv(columns: readonly string[], lines: readonly EquipmentLine[]): string {
  const safe = lines.map((line) => Object.fromEntries(Object.entries(line).map(([name, cell]) => [name, typeof cell === 'string' ? withoutControls(cell).trimStart() : cell])))
  return stringify(safe, { header: true, columns: [...columns], delimiter: ';', escape_formulas: true })
}
