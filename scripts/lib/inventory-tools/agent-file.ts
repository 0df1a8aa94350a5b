import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { Computer } from './computers.ts'
import { decode } from '../tables/encoding.ts'
import type { Rejection } from '../inventory/inventory-line.ts'

/** An inventory of one computer is some hundreds of kilobytes, software included. */
const MAX_BYTES = 16 * 1024 * 1024
const MAX_DEPTH = 40

const text = z.union([z.string(), z.number()]).transform(String).nullish()
/** An empty element of XML is an empty text. */
const section = <T extends z.ZodType>(content: T) => z.preprocess((value) => (value === '' ? null : value), content.nullish())
const listOf = <T extends z.ZodType>(item: T) => section(z.preprocess((value) => (Array.isArray(value) ? value.filter((one) => one !== '') : [value]), z.array(item)))
/** Sections of an agent's inventory that are read; the others (users, software, network, processes) are left. */
const Content = z.object({
  bios: section(z.object({ smanufacturer: text, smodel: text, ssn: text })),
  hardware: section(z.object({ chassis_type: text, vmsystem: text })),
  monitors: listOf(z.object({ manufacturer: text, caption: text, name: text, serial: text })),
  accountinfo: listOf(z.object({ keyname: text, keyvalue: text })),
  accesslog: section(z.object({ logdate: text })),
})
/** "INVENTORY" in XML, "inventory" in the JSON of GLPI's agent. */
const Inventory = z.object({ query: text, action: text, itemtype: text, tag: text, content: Content })

// No entity but the five of XML and the numeric ones: a document type, where others are declared, is refused before.
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, maxNestedTags: MAX_DEPTH, transformTagName: (name) => name.toLowerCase() })

/** The file of an agent (FusionInventory, GLPI-agent, OCS: XML; GLPI-agent: JSON), or why it is not one. Nobody's name leaves it. */
export function readAgentFile(bytes: Uint8Array): { computer: Computer } | { rejection: Rejection } {
  if (bytes.length > MAX_BYTES) return refused(`fichier de plus de ${MAX_BYTES / 1024 / 1024} Mio`, 'Un inventaire d’ordinateur est bien plus petit : retirez ce fichier du dossier.')
  const written = decode(bytes).text.replace(/^\uFEFF/, '').trimStart()
  const value = written.startsWith('<') ? xmlValue(written) : jsonValue(written)
  if ('rejection' in value) return value
  const inventory = Inventory.safeParse(value.value)
  if (!inventory.success) return refused('ni XML ni JSON d’un inventaire d’agent', 'Gardez dans ce dossier les seuls fichiers que les agents y déposent.')
  const { query, action, itemtype } = inventory.data
  if ((query ?? action ?? '').toLowerCase() !== 'inventory' || (itemtype ?? 'Computer') !== 'Computer') {
    return refused('inventaire d’autre chose que d’un ordinateur', 'Les équipements du réseau se lisent dans GLPI ou dans un tableau.')
  }
  return { computer: distilled(inventory.data) }
}

function refused(reason: string, mend: string): { rejection: Rejection } {
  return { rejection: { reason, mend } }
}

const Document = z.object({ request: z.unknown() })

function xmlValue(written: string): { value: unknown } | { rejection: Rejection } {
  if (/<!(doctype|entity)/i.test(written)) return refused('XML avec un type de document (<!DOCTYPE), que les agents n’écrivent jamais', 'Écartez ce fichier : il n’a pas été écrit par un agent.')
  try {
    return { value: Document.parse(parser.parse(written, true)).request }
  } catch {
    return refused('XML illisible, incomplet ou trop profond', 'Relancez l’inventaire de cette machine.')
  }
}

function jsonValue(written: string): { value: unknown } | { rejection: Rejection } {
  try {
    return { value: JSON.parse(written) }
  } catch {
    return refused('ni XML ni JSON lisible', 'Relancez l’inventaire de cette machine, ou retirez ce fichier du dossier.')
  }
}

function distilled({ content, tag }: z.infer<typeof Inventory>): Computer {
  const { bios, hardware, monitors, accountinfo, accesslog } = content
  const account = accountinfo?.find(({ keyname }) => keyname?.toUpperCase() === 'TAG')
  return {
    chassis: hardware?.chassis_type ?? null, maker: bios?.smanufacturer ?? null, model: bios?.smodel ?? null, serial: bios?.ssn ?? null,
    system: hardware?.vmsystem ?? null, organisation: account?.keyvalue ?? tag ?? null, state: null, purchase: null,
    seen: /^\d{4}-\d{2}-\d{2}/.exec(accesslog?.logdate ?? '')?.[0] ?? null,
    screens: (monitors ?? []).map(({ manufacturer, caption, name, serial }) => ({ maker: manufacturer ?? null, model: caption ?? name ?? null, serial: serial ?? null })),
  }
}
