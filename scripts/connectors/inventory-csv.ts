import { defineConnector } from '#lib/define'
import { openTable } from '#effects/tables/csv-french'
import { InventorySettings, readInventory } from '#effects/inventory/inventory'

/** An inventory as French town halls export it. Only counts leave it: no user, no serial, no machine name, no address. */
export default defineConnector({
  title: 'Parc informatique, fichier CSV',
  settings: InventorySettings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse(raw, settings, context) {
    return readInventory({ ...openTable(raw), notes: [] }, settings, context)
  },
})
