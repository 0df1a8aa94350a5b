import type { AuditedPage, CriterionStatus } from '#model/manual-audit'
import type { PublishedSite } from '#model/publication'
import type { MachineState } from '#model/published-accessibility'
import type { RgaaGrid } from '#model/rgaa'
import { machineCriteria } from './machine-criteria.ts'
import { placedPages } from './placed-findings.ts'

/** A machine never writes C, and what it cannot prove is not tested. */
const statusOf: Readonly<Record<MachineState, CriterionStatus>> = { failing: 'NC', absent: 'NA', 'to-verify': 'NT', untested: 'NT' }

const shownWords = 5

/** The grid as the machine may prefill it, page by page: proven failures, proven absences, and nothing else. */
export function machineGrid(site: PublishedSite, grid: RgaaGrid): AuditedPage[] {
  return placedPages(site.pages).map((page) => {
    const criteria = machineCriteria([page], grid)
    const told = criteria.filter(({ findings }) => findings.length > 0)
    return {
      name: page.name, url: page.url,
      statuses: Object.fromEntries(criteria.map(({ number, state }) => [number, statusOf[state]])),
      remarks: Object.fromEntries(told.map(({ number, findings }) => [number, {
        exempt: false, toChange: '',
        comment: [...new Set(findings.map(({ finding }) => [finding.message, finding.selector].filter(Boolean).join(' ')))].slice(0, shownWords).join('\n').slice(0, 2000),
      }])),
    }
  })
}
