import type { ArtifactName } from '#model/evidence'
import type { AuditId } from '#model/result'
import type { AuditDefinition, SiteAuditDefinition } from '#lib/define'
import { UsageError } from '../command/errors.ts'

type Catalogue = ReadonlyMap<AuditId, AuditDefinition | SiteAuditDefinition>

/** Decided by a host and not by a folder: not judged of a site that is served from one. */
const ofTheServer = ['freedom/security-headers', 'freedom/transport-security', 'freedom/security-txt']

/** The audits that a check makes. Throws a UsageError for a name that is none. */
export function chosenAudits(catalogue: Catalogue, { only, skip, isStatic }: { only?: readonly string[] | undefined; skip?: readonly string[] | undefined; isStatic: boolean }): Catalogue {
  for (const name of [...(only ?? []), ...(skip ?? [])]) {
    if (![...catalogue.keys()].some((audit) => isNamed(audit, name))) throw new UsageError(`Audit inconnu : ${name}.`, `Audits : ${[...catalogue.keys()].join(', ')}, ou sobriety/*, solidarity/*, freedom/*.`)
  }
  const chosen = [...catalogue].filter(([audit]) => (only === undefined || only.some((name) => isNamed(audit, name))) && !skip?.some((name) => isNamed(audit, name)) && !(isStatic && ofTheServer.includes(audit)))
  if (chosen.length === 0) throw new UsageError('Il ne reste aucun audit.', 'Relâchez --only ou --skip.')
  return new Map(chosen)
}

const isNamed = (audit: string, name: string): boolean => audit === name || (name.endsWith('/*') && audit.startsWith(name.slice(0, -1)))

/** What a page is compared by, whatever is judged on it. */
const always: readonly ArtifactName[] = ['document', 'requests', 'dom', 'text', 'cookies', 'storage']

/** What these audits read; undefined when it is everything, so that nothing is left out by oversight. */
export function artifactsFor(chosen: Catalogue, catalogue: Catalogue, wantsLighthouse: boolean): ArtifactName[] | undefined {
  if (chosen.size === catalogue.size) return undefined
  return [...new Set([...always, ...(wantsLighthouse ? ['lighthouse' as const] : []), ...[...chosen.values()].flatMap(({ needs, wants = [] }) => [...needs, ...wants])])]
}
