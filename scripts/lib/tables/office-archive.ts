import { unzipSync, zipSync } from 'fflate'
import { UsageError } from '../command/errors.ts'

/** Past this it is a mistake, or a bomb of 1 to 1,000. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024
const MAX_PARTS = 5_000
/** Cells of one workbook, repeated ones included, that are held within a gigabyte: 1.8 million of an Excel sheet took 0.8 GB. */
export const MAX_CELLS = 2_000_000

export const tooManyCells = (most = MAX_CELLS): UsageError =>
  new UsageError('Le classeur a trop de cellules.', `Enregistrez la feuille de l’inventaire en CSV, qui se lit ligne à ligne, ou exportez un service à la fois : ${most.toLocaleString('fr-FR')} cellules au plus dans ce format.`)

/**
 * An Excel archive made safe to parse: XML parts only, stored without compression, so that no declared size has to be believed
 * again. Throws a UsageError past the limits, whatever fflate throws when corrupt.
 */
export function safeArchive(bytes: Uint8Array): Uint8Array {
  refuseTooMuch(bytes)
  const entries = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels|bin)$/i.test(name) && !/vbaProject|media\//i.test(name) })
  const sheets = Object.entries(entries).filter(([name]) => /worksheets\/[^/]+\.xml$/i.test(name))
  if (sheets.reduce((sum, [, xml]) => sum + storedCells(xml), 0) > MAX_CELLS) throw tooManyCells()
  return zipSync(entries, { level: 0 })
}

/** By the sizes that the archive declares, before anything is unpacked; fflate then writes no byte past them. */
function refuseTooMuch(bytes: Uint8Array): void {
  let [unpackedBytes, parts] = [0, 0]
  unzipSync(bytes, { filter: ({ originalSize }) => { unpackedBytes += originalSize; parts += 1; return false } })
  if (unpackedBytes <= MAX_UNPACKED_BYTES && parts <= MAX_PARTS) return
  throw tooBigUnpacked()
}

export const tooBigUnpacked = (): UsageError =>
  new UsageError('Le classeur est trop gros une fois décompressé.', 'Retirez-en les images et les autres feuilles, ou exportez un service à la fois.')

export const illegible = (): UsageError =>
  new UsageError('Le classeur est illisible : fichier abîmé ou incomplet.', 'Ouvrez-le dans un tableur et enregistrez-le de nouveau, ou recopiez-le depuis l’original.')

export const protectedByPassword = (): UsageError =>
  new UsageError('Le classeur est protégé par un mot de passe.', 'Enregistrez-en une copie sans mot de passe, le temps de l’import, dans le dossier du territoire.')

/** Cells of an Excel sheet: elements `c`, with or without a namespace prefix (ECMA-376, 18.3.1.4). */
function storedCells(xml: Uint8Array): number {
  const [space, c, before] = [0x20, 0x63, [0x3c, 0x3a]]
  let cells = 0
  for (let i = 1; i < xml.length - 1; i += 1) if (xml[i] === c && xml[i + 1] === space && before.includes(xml[i - 1] ?? 0)) cells += 1
  return cells
}
