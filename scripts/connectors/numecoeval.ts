import { defineConnector } from '#lib/define'
import type { ImportReport } from '#model/source'
import { readTable, type Row, type Table } from '#effects/tables/csv-french'
import { UsageError } from '#effects/command/errors'
import { InventorySettings, readInventory } from '#effects/inventory/inventory'
import { walked } from '#effects/tables/file-table'
import { serialKey } from '#effects/inventory/inventory-words'

const Settings = InventorySettings.omit({ columns: true })

/** Columns of the format that say something of a device which Trèfle does not take from there. */
const notTaken = ['nomCourtDatacenter', 'dureeUsageInterne', 'dureeUsageAmont', 'dureeUsageAval', 'paysDUtilisation', 'consoElecAnnuelle', 'nbCoeur', 'modeUtilisation', 'tauxUtilisation']

/**
 * The EquipementPhysique file of NumEcoEval and G4IT (CSV, semicolons): a line is a quantity of one model. The column
 * `utilisateur` is never read, and names of equipment serve only to find lines written twice.
 */
export default defineConnector({
  title: 'Parc informatique, fichier NumEcoEval ou G4IT',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, context) {
    const table = readTable(raw)
    const [header, ...rows] = table.rows
    const names = header?.cells.map((cell) => cell.toLowerCase()) ?? []
    const column = (name: string): number => names.indexOf(name.toLowerCase())
    if (!header || ['nomEquipementPhysique', 'modele', 'quantite', 'type'].some((name) => column(name) < 0)) {
      throw new UsageError(`${settings.file} n’a pas les en-têtes d’un fichier EquipementPhysique de NumEcoEval ou G4IT.`, 'La première ligne nomme au moins nomEquipementPhysique, modele, quantite et type ; pour un autre tableau, le connecteur est inventory-csv.')
    }
    const keyed = rows.map((row) => withKey(row, column('nomEquipementPhysique'), [column('nomEntite'), column('nomSourceDonnee')]))
    return readInventory(walked({ ...table, rows: [header, ...keyed], notes: notesOf(rows, column) }), { ...settings, columns: {} }, context)
  },
})

/** One name may stand for the same model in several entities or sources: a line is one again only when the three are equal. */
function withKey(row: Row, nameColumn: number, others: readonly number[]): Row {
  const name = row.cells[nameColumn]
  if (name === undefined) return row
  const key = serialKey(name) === null ? '' : [name, ...others.map((index) => row.cells[index] ?? '')].join(' ')
  return { ...row, cells: row.cells.with(nameColumn, key) }
}

function notesOf(rows: readonly Row[], column: (name: string) => number): ImportReport['notes'] {
  // `utilisateur` is looked at for being empty or not, and for nothing else.
  const filled = (name: string): boolean => rows.some(({ cells }) => (cells[column(name)] ?? '') !== '')
  const left = notTaken.filter(filled)
  return [
    ...(left.length > 0 ? [{ line: null, message: `Colonnes remplies que Trèfle ne reprend pas : ${left.join(', ')}.` }] : []),
    ...(filled('utilisateur') ? [{ line: null, message: 'La colonne utilisateur est remplie ; elle n’est jamais lue. Mieux vaut la vider avant de partager le fichier.' }] : []),
  ]
}
