import { z } from 'zod'
import { CriterionStatus, ManualAudit, type PublishedManualAudit } from '#model/manual-audit'
import { MachineState, type PublishedAccessibility } from '#model/published-accessibility'
import { Day, Slug } from '#model/quantity'
import { Handicap, TaskOutcome, UserReview } from '#model/user-review'
import { meanShare } from '#lib/accessibility/conformity-rate'
import { peopleStatus } from '#lib/accessibility/site-accessibility'
import { t } from '#lib/words/i18n'
import { columnsOf, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'

type CriterionRow = { site: PublishedAccessibility; number: string; state: MachineState }
type AuditRow = { audit: PublishedManualAudit }
type StatementRow = { site: PublishedAccessibility }
type ReviewRow = { site: PublishedAccessibility; review: UserReview }
const text = z.string().nullable()
const count = z.int().nullable()
const countNames = { failing: 'criteres_en_echec', 'to-verify': 'criteres_a_verifier', untested: 'criteres_non_testes', absent: 'criteres_sans_objet' } as const

const criterion = columnsOf<CriterionRow>()
const criterionColumns: Column<CriterionRow>[] = [
  criterion.plain('site', Slug, ({ site }) => site.site),
  criterion.plain('rgaa', z.string(), ({ site }) => site.version),
  criterion.plain('critere', z.string(), ({ number }) => number),
  criterion.coded('machine', MachineState, (state) => t(`criterion.machine.${state}`), ({ state }) => state),
  criterion.coded('personnes', CriterionStatus, (status) => t(`criterion.people.${status}`), ({ site, number }) => peopleStatus(site, number)),
  criterion.plain('auditeur', text, ({ site }) => site.audits[0]?.auditor ?? null),
  criterion.plain('audite_le', Day.nullable(), ({ site }) => site.audits[0]?.on ?? null),
]

const rated = ({ conformity }: PublishedManualAudit) => (conformity.state === 'rated' ? conformity : null)
const audit = columnsOf<AuditRow>()
const auditColumns: Column<AuditRow>[] = [
  audit.plain('site', Slug, ({ audit: { site } }) => site),
  audit.plain('audit', ManualAudit.shape.id, ({ audit: { id } }) => id),
  audit.plain('rgaa', z.string(), ({ audit: { version } }) => version),
  audit.plain('auditeur', text, ({ audit: { auditor } }) => auditor),
  audit.plain('audite_le', Day.nullable(), ({ audit: { on } }) => on),
  audit.plain('pages_auditees', z.int(), ({ audit: { pages } }) => pages.length),
  audit.plain('respectes', count, (row) => rated(row.audit)?.share.conforming ?? null),
  audit.plain('applicables', count, (row) => rated(row.audit)?.share.applicable ?? null),
  audit.plain('taux', z.number().nullable(), (row) => { const share = rated(row.audit)?.share; return share ? share.conforming / share.applicable : null }),
  audit.plain('taux_moyen', z.number().nullable(), (row) => { const shares = rated(row.audit)?.pageShares; return shares ? meanShare(shares) : null }),
  audit.plain('pages_du_taux_moyen', count, (row) => rated(row.audit)?.pageShares.length ?? null),
  audit.plain('non_testes', count, ({ audit: { conformity } }) => (conformity.state === 'partial' ? conformity.untestedCriteria : 0)),
]

const statement = columnsOf<StatementRow>()
const statementColumns: Column<StatementRow>[] = [
  statement.plain('site', Slug, ({ site }) => site.site),
  statement.plain('rgaa', z.string(), ({ site }) => site.version),
  ...(['failing', 'to-verify', 'untested', 'absent'] as const).map((state) => statement.plain(countNames[state], z.int(), ({ site }) => Object.values(site.machine).filter((each) => each === state).length)),
  statement.plain('declare_totalement_conforme', text, ({ site }) => site.statementAgainstFailures?.quote ?? null),
  statement.plain('echecs_au_meme_passage', count, ({ site }) => site.statementAgainstFailures?.criteria ?? null),
]

const review = columnsOf<ReviewRow>()
const reviewColumns: Column<ReviewRow>[] = [
  review.plain('site', Slug, ({ site }) => site.site),
  review.plain('essaye_le', Day, ({ review: { on } }) => on),
  review.coded('handicap', Handicap, (each) => t(`review.handicap.${each}`), ({ review: { handicap } }) => handicap),
  review.plain('outil', text, ({ review: { tool } }) => tool ?? null),
  review.plain('tache', z.string(), ({ review: { task } }) => task),
  review.coded('issue', TaskOutcome, (each) => t(`review.outcome.${each}`), ({ review: { outcome } }) => outcome),
  review.plain('paroles', z.string(), ({ review: { words } }) => words),
  review.plain('adresse', z.string().nullable(), ({ review: { url } }) => url ?? null),
]

/** What the machine and what people say of each criterion, the numbers of each site beside what its statement says, then each audit with its rate, then each review. */
export function accessibilityTables(sites: readonly PublishedAccessibility[]): OpenTable[] {
  const criteria = sites.flatMap((site) => Object.entries(site.machine).map(([number, state]) => ({ site, number, state })))
  return [
    openTable('criteres', t('data.file.criteria'), criterionColumns, () => criteria),
    openTable('accessibilite', t('data.file.accessibility'), statementColumns, () => sites.map((site) => ({ site }))),
    openTable('audits-humains', t('data.file.manual-audits'), auditColumns, () => sites.flatMap(({ audits }) => audits.map((each) => ({ audit: each })))),
    openTable('avis', t('data.file.reviews'), reviewColumns, () => sites.flatMap((site) => site.reviews.map((each) => ({ site, review: each })))),
  ]
}
