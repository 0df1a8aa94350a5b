import { z } from 'zod'
import { Outcome } from '#model/outcome'
import type { SharedDefect } from '#model/publication'
import { Slug } from '#model/quantity'
import { AuditId } from '#model/result'
import { t } from '#lib/words/i18n'
import { stateWords } from '#lib/open-data/code-words'
import { columnsOf, listed, type Column } from '#lib/open-data/column'
import { openTable, type OpenTable } from '#lib/open-data/table'
import { shownDefect } from '#lib/publish/shared-defects'

type Row = { defect: SharedDefect; outcome: Outcome }
const text = z.string().nullable()
const { plain, coded } = columnsOf<Row>()
const columns: Column<Row>[] = [
  plain('controle', AuditId, ({ defect }) => defect.audit),
  coded('resultat', Outcome, stateWords, ({ outcome }) => outcome),
  plain('constat', z.string(), ({ defect }) => defect.message),
  plain('gabarit', text, ({ defect }) => defect.place || null),
  plain('sites_touches', z.int(), ({ defect }) => defect.sites.length),
  plain('pages_touchees', z.int(), ({ defect }) => defect.pages),
  plain('fois', z.int(), ({ defect }) => defect.count),
  plain('sites', text, ({ defect }) => listed(defect.sites.map(({ site }) => site))),
  plain('exemple_site', Slug, ({ defect }) => defect.example.site),
  plain('exemple_page', Slug, ({ defect }) => defect.example.page),
  plain('emplacement', text, ({ defect }) => defect.example.finding.selector ?? null),
  plain('adresse_vue', text, ({ defect }) => defect.example.finding.url ?? null),
  plain('references', text, ({ defect }) => listed(defect.example.finding.references.map(({ standard, id }) => `${standard} ${id}`))),
]

/** One row a defect, whatever the number of sites and pages that have it. */
export const sharedDefectTable = (defects: readonly SharedDefect[]): OpenTable =>
  openTable('defauts-communs', t('data.file.shared-defects'), columns, () => defects.map((defect) => ({ defect, outcome: shownDefect(defect) })))
