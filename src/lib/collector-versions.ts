import type { AuditDefinition, SiteAuditDefinition } from '#lib/define'
import type { ArtifactName } from '#model/evidence'

/** Version of how an artifact is read, by its name: one where it is absent. */
export type CollectorVersions = Readonly<Record<string, number>>

/**
 * How this version of Trèfle reads each artifact. Raised whenever the same page could give another artifact. Evidence and runs say it, so
 * that evidence that is judged again keeps the mark of how it was read.
 */
export const collectorVersions: CollectorVersions = { axe: 2, crops: 2, keyboard: 2, movement: 2, textZoom: 2 } satisfies Partial<Record<ArtifactName, number>>

/** The method of a check over what was read so: its own, and one more for each time that the reading of something it asks for has changed. */
export function methodOver({ method, needs, wants = [] }: Pick<AuditDefinition | SiteAuditDefinition, 'method' | 'needs' | 'wants'>, read: CollectorVersions): number {
  return [...needs, ...wants].reduce((sum, name) => sum + (read[name] ?? 1) - 1, method)
}
