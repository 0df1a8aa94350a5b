import { Pillar } from '#model/quantity'
import type { PublishedAudit } from '#model/publication'
import type { AuditId } from '#model/result'
import { collectorVersions, methodOver } from '#lib/collector-versions'
import { passesOf, type AuditDefinition, type SiteAuditDefinition } from '#lib/define'

const AuditPillar = Pillar.exclude(['transverse'])

/** The catalogue behind the method pages, in the order of the ids. */
export function publishedAudits(catalogue: ReadonlyMap<AuditId, AuditDefinition | SiteAuditDefinition>): PublishedAudit[] {
  return [...catalogue].map(([id, definition]) => {
    const { unit, references, text, limits, needs, wants = [], accuses = false } = definition
    return {
      id,
      pillar: AuditPillar.parse(id.split('/')[0]),
      method: methodOver(definition, collectorVersions),
      unit,
      references: [...references],
      text,
      limits: [...limits],
      needs: [...needs, ...wants],
      passes: passesOf(definition),
      accuses,
    }
  })
}
