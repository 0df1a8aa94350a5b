import { readFile } from 'node:fs/promises'
import { AuditRequest, BarrierReport, type InboxItem } from '#model/inbox'
import type { Site } from '#model/site'
import { declared } from '#lib/ci-reports/check-record'
import { CheckReport, type CheckedPage } from '#lib/gate/check-report'
import { counted } from '#lib/gate/value-words'
import { cleanMultiline, cleanText } from '#lib/words/clean'
import { communeOfBundle } from '../merge/bundle-file.ts'
import { readTerritoryFolder } from '../territory/territory.ts'
import { payloadFile } from './store.ts'

export const kindWords: Record<InboxItem['kind'], string> = { check: 'contrôle', bundle: 'archive de commune', barrier: 'obstacle signalé', 'audit-request': 'demande d’audit' }

/**
 * What was sent, for the person who decides (French). Throws what the disk throws, or a UsageError for a folder that is no territory.
 * @param dataDir the territory whose pages are declared
 */
export async function describeItem(inbox: string, item: InboxItem, dataDir: string): Promise<string[]> {
  const bytes = await readFile(payloadFile(inbox, item))
  if (item.kind === 'bundle') {
    const { name, code } = communeOfBundle(bytes, 'L’archive')
    return [`commune : ${cleanText(name)} (${code})`]
  }
  const raw: unknown = JSON.parse(bytes.toString('utf8'))
  if (item.kind === 'check') return describeCheck(CheckReport.parse(raw), (await readTerritoryFolder(dataDir)).sites)
  if (item.kind === 'audit-request') {
    const { urls, reason } = AuditRequest.parse(raw)
    return [`raison : ${cleanMultiline(reason)}`, ...urls.map((url) => `adresse : ${cleanText(url, 2048)}`)]
  }
  const { page, task, tool } = BarrierReport.parse(raw)
  return [`page : ${page}`, `ce qui n’a pas pu être fait : ${task}`, `outil : ${tool}`]
}

const describeCheck = ({ at, pages }: CheckReport, sites: readonly Site[]): string[] => [
  at === undefined ? 'sans date' : `fait le ${at.slice(0, 10)} à ${at.slice(11, 16)} (UTC)`,
  ...pages.map((page) => `${cleanText(page.url, 2048)}, ${page.pass} : ${declared(page, sites) === null ? 'non déclarée dans sites.yml, laissée de côté' : verdictsOf(page)}`),
]

function verdictsOf({ status, results }: CheckedPage): string {
  if (status === 'not-measured') return 'non mesurée'
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length
  return `${counted(count('fail'), 'écart', 'écarts')}, ${count('to-verify')} à vérifier, ${counted(count('pass'), 'tenu', 'tenus')}, ${counted(count('unknown'), 'inconnu', 'inconnus')}`
}
