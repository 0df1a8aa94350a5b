import { z } from 'zod'
import type { ConnectorDefinition, Parsed } from '#lib/define'
import { apartNote, isVirtual, readAssets, virtualNote, type Asset } from './asset-table.ts'
import { DeviceSettings } from '../inventory/device-settings.ts'

/** Kinds of GLPI assets that are read when sources.yml does not choose. */
export const glpiKinds = ['Computer', 'Monitor', 'Printer', 'Phone', 'NetworkEquipment', 'Peripheral'] as const
const kindTypes: Readonly<Record<string, string>> = { Monitor: 'Monitor', Printer: 'Imprimante' }

export const GlpiSettings = DeviceSettings.extend({
  /** Kinds of assets to read (item types of GLPI). */
  kinds: z.array(z.string().regex(/^[A-Za-z]+$/)).min(1).default([...glpiKinds]),
  pageSize: z.int().min(1).max(1000).default(200),
})

const text = z.string().nullable()

/** What is kept of a GLPI asset, whichever interface gave it: no name, user, contact, inventory number or address. */
export const GlpiAsset = z.object({
  kind: z.string(), type: text, maker: text, model: text, serial: text, state: text, organisation: text, purchase: text, retirement: text,
})
export type GlpiAsset = z.infer<typeof GlpiAsset>

/** `left`: models to fill in new devices from, and devices in the bin; GLPI lists both among the others. */
export const GlpiRaw = z.object({ from: z.string(), assets: z.array(GlpiAsset), left: z.int().default(0) })

/** GLPI's assets as devices; virtual machines, which GLPI holds as computers, are set apart and said. */
export function readGlpiAssets(raw: Uint8Array, settings: z.infer<typeof GlpiSettings>, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const { from, assets, left } = GlpiRaw.parse(JSON.parse(new TextDecoder().decode(raw)))
  const physical = assets.filter(({ type, maker, model }) => !isVirtual(type, maker, model))
  const notes = [
    ...virtualNote(assets.length - physical.length),
    ...apartNote(left, 'gabarit ou appareil de la corbeille de GLPI, mis à part', 'gabarits ou appareils de la corbeille de GLPI, mis à part', ''),
  ]
  const devices = physical.map(({ kind, type, ...asset }): Asset => ({ ...asset, type: type ?? kindTypes[kind] ?? null }))
  return readAssets(devices, { from, lines: assets.length + left, notes }, settings, context)
}
