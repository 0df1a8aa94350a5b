import { z } from 'zod'
import { defineConnector } from '#lib/define'
import { Day } from '#model/quantity'
import { readAgentFile } from '#effects/inventory-tools/agent-file'
import { Computer, ComputerSettings, readComputers } from '#effects/inventory-tools/computers'

const Settings = ComputerSettings.extend({
  /** Folder of the territory folder where agents leave their files (.xml, .ocs, .json), one a computer. */
  folder: z.string().min(1),
  /** Day of the inventory; the day of the pull without it. */
  asOf: Day.optional(),
})

const Raw = z.object({
  computers: z.array(Computer),
  rejected: z.array(z.object({ line: z.int(), reason: z.string(), mend: z.string() })),
})

/**
 * Files that agents leave in a folder: FusionInventory, GLPI-agent and OCS (XML), GLPI-agent (JSON). Each is distilled as it
 * is read, so that only what counts devices is held. A "line" of the report is the rank of the file by name: names hold
 * those of machines.
 */
export default defineConnector({
  title: 'Parc informatique, fichiers d’agents FusionInventory ou GLPI',
  settings: Settings,
  async fetch({ folder }, io) {
    const raw: z.infer<typeof Raw> = { computers: [], rejected: [] }
    for (const [i, path] of (await io.listFiles(folder)).entries()) {
      const read = readAgentFile(await io.readFile(path))
      if ('computer' in read) raw.computers.push(read.computer)
      else raw.rejected.push({ line: i + 1, ...read.rejection })
    }
    return new TextEncoder().encode(JSON.stringify(raw))
  },
  parse(raw, settings, context) {
    const { computers, rejected } = Raw.parse(JSON.parse(new TextDecoder().decode(raw)))
    const notes = rejected.length === 0 ? [] : [{ line: null, message: 'Pour un fichier rejeté, « ligne » est son rang dans le dossier, par ordre de nom.' }]
    const parsed = readComputers(computers, { from: settings.folder, lines: computers.length + rejected.length, notes }, settings, context)
    return { ...parsed, report: { ...parsed.report, rejected: [...rejected, ...parsed.report.rejected] } }
  },
})
