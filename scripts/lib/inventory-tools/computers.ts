import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import { daysBetween, dayOf } from '#lib/time/period'
import type { ImportReport } from '#model/source'
import { apartNote, isVirtual, readAssets, virtualNote, type Asset } from './asset-table.ts'
import { DeviceSettings } from '../inventory/device-settings.ts'
import { serialKey, typeOfWords } from '../inventory/inventory-words.ts'

const text = z.string().nullable()
const Screen = z.object({ maker: text, model: text, serial: text })

/** What is kept of the inventory that an agent makes of one computer, whichever tool carried it: no name, user or address. */
export const Computer = z.object({
  chassis: text, maker: text, model: text, serial: text,
  /** What the agent says of the machine: "Physical", or the name of a hypervisor. */
  system: text,
  /** Tag, state and purchase date, when the tool holds them. */
  organisation: text, state: text, purchase: text,
  /** Day of its last inventory (YYYY-MM-DD). */
  seen: text,
  screens: z.array(Screen),
})
export type Computer = z.infer<typeof Computer>

export const ComputerSettings = DeviceSettings.extend({
  /** Counts the screens that computers saw when they made their inventory. */
  screens: z.boolean().default(true),
})

const YEAR_DAYS = 365

/** Computers and their screens as devices; virtual machines and built-in panels are set apart, and said. */
export function readComputers(computers: readonly Computer[], read: { from: string; lines: number; notes?: ImportReport['notes'] }, settings: z.infer<typeof ComputerSettings>, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const physical = computers.filter(({ maker, model, system }) => !isVirtual(maker, model, system))
  const external = settings.screens ? physical.flatMap(externalScreens) : []
  const panels = settings.screens ? physical.reduce((sum, { screens }) => sum + screens.length, 0) - external.length : 0
  const silent = physical.filter(({ seen }) => seen !== null && daysBetween(seen, dayOf(context.at)) > YEAR_DAYS).length
  const notes = [
    ...(read.notes ?? []),
    ...virtualNote(computers.length - physical.length),
    ...apartNote(panels, 'dalle de portable, mise à part', 'dalles de portables, mises à part', ' : elles font partie de l’ordinateur'),
    ...apartNote(silent, 'ordinateur sans nouvelles depuis plus d’un an, compté dans son état', 'ordinateurs sans nouvelles depuis plus d’un an, comptés dans leur état', ' : toujours là ?'),
  ]
  const assets = [...physical.map(computerAsset), ...external]
  // A line is a device: screens are as many more than the computers that were read.
  return readAssets(assets, { from: read.from, lines: read.lines + external.length + panels, notes }, settings, context)
}

function computerAsset({ chassis, maker, model, serial, organisation, state, purchase }: Computer): Asset {
  return { type: chassis, maker, model, serial, organisation, state, purchase }
}

/** A portable computer's own panel has no serial of its own. */
function externalScreens({ chassis, screens, organisation, state }: Computer): Asset[] {
  const portable = ['laptop', 'tablet'].includes(typeOfWords(chassis ?? '') ?? '')
  return screens
    .filter(({ serial }) => !portable || serialKey(serial ?? '') !== null)
    .map(({ maker, model, serial }) => ({ type: 'Monitor', maker, model, serial, organisation, state }))
}
