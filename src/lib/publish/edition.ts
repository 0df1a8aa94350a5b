import type { Finding } from '#model/outcome'
import type { PublishedDefects, PublishedPage, PublishedSite, PublishedVerdict } from '#model/publication'
import type { z } from 'zod'
import type { PublishedAccessibility } from '#model/published-accessibility'
import type { AuditId } from '#model/result'
import { isSeenOnce } from './confirmation.ts'

/** `public` is read by everybody; `internal` by those who mend, behind a door that the town keeps. */
export const editions = ['public', 'internal'] as const
export type Edition = (typeof editions)[number]

/** What their findings say of a server helps an attacker as much as the person who mends it: the public reads the mark alone. */
export const securityAudits: ReadonlySet<AuditId> = new Set(['freedom/security-headers', 'freedom/transport-security'])

/** Words that stand for a person who judged a site. */
const unnamed = 'une personne que l’édition publique ne nomme pas'

function publicVerdict(audit: AuditId, verdict: PublishedVerdict): PublishedVerdict {
  const { seenOnce: _, ...details } = verdict.details
  return { ...verdict, details, findings: securityAudits.has(audit) ? [] : verdict.findings.filter((finding) => !isSeenOnce(finding)) }
}

const publicVerdicts = (verdicts: Readonly<Record<AuditId, PublishedVerdict>>): Record<AuditId, PublishedVerdict> =>
  Object.fromEntries(Object.entries(verdicts).map(([audit, verdict]) => [audit, publicVerdict(audit, verdict)]))

/** What came and went, without what concerns the security of a server. */
function publicChanges({ changes }: Pick<PublishedPage, 'changes'>): Pick<PublishedPage, 'changes'> {
  const audits = changes?.audits.filter(({ audit }) => !securityAudits.has(audit)) ?? []
  return changes && (audits.length > 0 || changes.files) ? { changes: { ...changes, audits } } : {}
}

/** A site as the public edition shows it: without what was seen once only, nor the detail of its security. */
export function publicSite(site: PublishedSite): PublishedSite {
  return {
    ...site,
    pages: site.pages.map(({ changes, ...page }) => ({
      ...page, ...publicChanges({ changes }), verdicts: publicVerdicts(page.verdicts),
      ...(page.views && { views: page.views.map((view) => ({ ...view, verdicts: publicVerdicts(view.verdicts) })) }),
    })),
    defects: site.defects.filter(({ audit, example }) => !securityAudits.has(audit) && !isSeenOnce(example)),
    refusal: site.refusal && { ...site.refusal, verdicts: publicVerdicts(site.refusal.verdicts) },
  }
}

/** Defects over all sites as the public edition shows them. */
export function publicDefects(published: z.infer<typeof PublishedDefects>): z.infer<typeof PublishedDefects> {
  return { ...published, defects: published.defects.filter(({ audit, example }) => !securityAudits.has(audit) && !isSeenOnce(example.finding)) }
}

/** What people judged, without who they are. */
export const publicAccessibility = (judged: PublishedAccessibility): PublishedAccessibility => ({ ...judged, audits: judged.audits.map((audit) => ({ ...audit, auditor: unnamed })) })

/** Something that a page of a site shows in the internal edition alone. */
export type KeptFinding = { page: string; audit: AuditId; reason: 'seen-once' | 'security'; finding: Finding }

/** What `publicSite` takes out of the latest visit of each page, so that somebody can confirm it or mend it. */
export function keptFromThePublic({ pages }: PublishedSite): KeptFinding[] {
  return pages.flatMap(({ id, verdicts }) => Object.entries(verdicts).flatMap(([audit, { findings }]) =>
    findings.flatMap((finding): KeptFinding[] => {
      const reason = isSeenOnce(finding) ? 'seen-once' : securityAudits.has(audit) ? 'security' : null
      return reason === null ? [] : [{ page: id, audit, reason, finding }]
    })))
}
