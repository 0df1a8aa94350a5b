import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { ManualAudit, type PublishedManualAudit } from '#model/manual-audit'
import { conformityOf } from '#lib/accessibility/conformity-rate'
import { cleanText } from '#lib/words/clean'
import { rgaaGrid } from '../../../src/rgaa.ts'
import { UsageError } from '../command/errors.ts'
import { readDeclaredFolder } from '../territory/territory.ts'
import { readAraCsv } from './ara-csv.ts'
import { addPeopleFile, dayId, readPeopleRecord } from './people-files.ts'
import { readRgaaGrid } from './rgaa-grid-read.ts'

export type AuditImport = { dataDir: string; file: string; bytes: Uint8Array; site: string; auditor: string; on: string; supersedes?: string }
/** `untouched`: nobody said of any criterion that it conforms, and some are not tested, as in a grid that was prepared and never filled. */
export type Imported = { path: string; audit: PublishedManualAudit; unnamedPages: number; untouched: boolean }

/** What a machine prefills: failures, absences, and all the rest not tested. A person who has judged has found something that conforms. */
function isUntouched({ pages, transverse }: ManualAudit): boolean {
  const given = [transverse ?? {}, ...pages.map(({ statuses }) => statuses)].flatMap((statuses) => Object.values(statuses))
  return !given.includes('C') && given.includes('NT')
}

/** A zip (.ods, .xlsx) or a compound file (.xls); anything else is read as text. */
const isWorkbook = ([first, second]: Uint8Array): boolean => (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf)

/** Throws a UsageError when the site is not one of sites.yml. */
export async function requireSite(dataDir: string, site: string): Promise<void> {
  const { sites } = await readDeclaredFolder(dataDir)
  if (!sites.some(({ id }) => id === site)) throw new UsageError(`Le site « ${site} » n’est pas dans sites.yml.`, `Choisissez parmi : ${sites.map(({ id }) => id).join(', ') || '(aucun pour l’instant)'}.`)
}

/** A day of the calendar, as it is written on the command line; it has begun somewhere (UTC+14) at the latest. */
function requireDay(text: string, now: Date): string {
  const day = z.iso.date().safeParse(text)
  if (!day.success) throw new UsageError(`--date « ${text} » n’est pas un jour.`, 'Écrivez-le ainsi : 2026-11-22.')
  if (Date.parse(day.data) > now.getTime() + 14 * 3_600_000) throw new UsageError(`--date ${text} n’est pas encore venu.`, 'Donnez le jour où l’audit a été fait.')
  return day.data
}

/**
 * Adds a manual audit to the territory folder: read, bounded, and kept as the auditor gave it. Throws a UsageError for a file that cannot be
 * read, an unknown site, a bad date, an audit already there, or one to replace that is not there.
 */
export async function importAudit({ dataDir, file, bytes, site, auditor, on, supersedes }: AuditImport): Promise<Imported> {
  await requireSite(dataDir, site)
  const day = requireDay(on, new Date())
  if (supersedes !== undefined && !(await readPeopleRecord(dataDir)).manualAudits.some((each) => each.id === supersedes && each.site === site))
    throw new UsageError(`Aucun audit « ${supersedes} » de ce site n’est dans ${dataDir}.`, 'Son identifiant est le nom de son fichier, sans .json, sous accessibility/.')
  const format = isWorkbook(bytes) ? 'rgaa-grid' : 'ara-csv'
  const judged = format === 'rgaa-grid' ? readRgaaGrid(bytes, rgaaGrid) : readAraCsv(bytes, rgaaGrid)
  const content = {
    schema: 'trefle/manual-audit@1' as const, site, version: rgaaGrid.version, auditor: cleanText(auditor, 200), on: day,
    source: { file: cleanText(basename(file)), sha256: createHash('sha256').update(bytes).digest('hex'), format: format as 'rgaa-grid' | 'ara-csv' },
    ...judged, ...(supersedes ? { supersedes } : {}),
  }
  if (content.auditor === '') throw new UsageError('Qui a fait l’audit n’est pas dit.', 'Nommez avec --auditor l’organisme ou la fonction, jamais une personne.')
  const audit = ManualAudit.parse({ ...content, id: dayId(day, content) })
  const path = await addPeopleFile(dataDir, 'audits', audit)
  return { path, audit: { ...audit, conformity: conformityOf(audit, rgaaGrid) }, unnamedPages: audit.pages.filter(({ url }) => url === null).length, untouched: isUntouched(audit) }
}
