import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { InventorySettings, readInventory } from '#effects/inventory/inventory'
import { walkWorkbook } from '#effects/tables/workbook'

const Settings = InventorySettings.extend({
  /** Name of the sheet; without it, the first visible one that is not empty. */
  sheet: z.string().min(1).optional(),
})

/** An inventory kept in a workbook (.xlsx, .xlsb, .xls, .ods), read like the CSV: only counts leave it. */
export default defineConnector({
  title: 'Parc informatique, classeur Excel ou ODS',
  settings: Settings,
  fetch: (settings, io) => io.readFile(settings.file),
  parse: (raw, settings, context) => readInventory(walkWorkbook(raw, settings.sheet), settings, context),
})
