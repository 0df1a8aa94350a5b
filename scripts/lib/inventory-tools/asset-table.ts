import type { ConnectorDefinition, Parsed } from '#lib/define'
import { counted } from '#lib/gate/value-words'
import type { ImportReport } from '#model/source'
import { readDevices } from '../inventory/device-reading.ts'
import type { DeviceSettings } from '../inventory/device-settings.ts'
import type { InventoryField } from '../inventory/inventory-words.ts'

/** A device as an inventory tool describes it: raw texts, null when it says nothing. */
export type Asset = Partial<Record<Exclude<InventoryField, 'siret' | 'outlet' | 'refurbished'>, string | null>>

const assetFields = ['type', 'maker', 'model', 'serial', 'quantity', 'state', 'organisation', 'purchase', 'retirement'] as const satisfies (keyof Asset)[]
const columns = Object.fromEntries(assetFields.map((field, i) => [field, i]))

/**
 * Devices of an inventory tool, read like the lines of a file: a "line" is the rank of the device in the answer, from 1.
 * `notes` says what was set apart before; `lines` counts it too.
 */
export function readAssets(assets: readonly Asset[], read: { from: string; lines: number; notes: ImportReport['notes'] }, settings: DeviceSettings, context: Parameters<ConnectorDefinition['parse']>[2]): Parsed {
  const rows = assets.map((asset, i) => ({ line: i + 1, cells: assetFields.map((field) => asset[field]?.trim() ?? '') }))
  return readDevices({ rows, columns, notes: read.notes, read: { from: read.from, lines: read.lines } }, settings, context)
}

/** Virtual machines use the device that carries them, which is counted: makers and models that hypervisors give themselves. */
const VIRTUAL = /\b(vmware|virtualbox|innotek|qemu|kvm|bochs|xen|hvm domu|openstack|virtual machine|virtual platform|parallels|docker|lxc|openvz|bhyve)\b/i

export function isVirtual(...descriptions: readonly (string | null | undefined)[]): boolean {
  return descriptions.some((description) => VIRTUAL.test(description ?? ''))
}

/** The note of what was set apart, or none: how it is said of one and of several, and why. */
export function apartNote(count: number, one: string, several: string, why: string): ImportReport['notes'] {
  return count === 0 ? [] : [{ line: null, message: `${counted(count, one, several)}${why}.` }]
}

export const virtualNote = (count: number): ImportReport['notes'] => apartNote(count, 'machine virtuelle, mise à part', 'machines virtuelles, mises à part', ' : l’appareil qui les porte est compté')
