import grid from '../datasets/rgaa/grid-4.1.2.json' with { type: 'json' }
import type { Finding } from '#model/outcome'
import type { Reference } from '#model/reference'
import type { AuditVerdict } from '#lib/define'

/** Shape of the verdict of every check of our own: how many proven failures, and how many things a person has to look at. */
export const ownCheck = { unit: 'count', details: { toVerify: 'count' } } as const

const wcagOf: ReadonlyMap<string, readonly string[]> = new Map(grid.themes.flatMap(({ criteria }) => criteria.map(({ number, wcag }) => [number, wcag] as const)))

/** The RGAA tests, and the WCAG criteria that the standard names beside them. */
export function rgaaTests(...tests: readonly string[]): Reference[] {
  const wcag = tests.flatMap((test) => wcagOf.get(test.split('.').slice(0, 2).join('.')) ?? [])
  return [...tests.map((id) => ({ standard: 'rgaa' as const, id })), ...[...new Set(wcag)].map((id) => ({ standard: 'wcag' as const, id }))]
}

/** Something seen: the RGAA test that it touches, the words, and where. */
export type Sight = { test: string; message: string; selector?: string; url?: string; page?: string }

function findingOf({ test, message, ...place }: Sight): Finding {
  return { message: message.length > 300 ? `${message.slice(0, 299)}…` : message, ...place, references: rgaaTests(test) }
}

/**
 * The verdict of a check: what is proven fails, what is only likely is to be verified and says so in its first words. A page
 * without anything to check is not concerned.
 */
export function ownVerdict(applies: boolean, { proven = [], doubtful = [] }: { proven?: readonly Sight[]; doubtful?: readonly Sight[] }): AuditVerdict {
  if (!applies) return { outcome: 'not-applicable', measure: null, findings: [] }
  return {
    outcome: proven.length > 0 ? 'fail' : doubtful.length > 0 ? 'to-verify' : 'pass',
    measure: { value: proven.length, unit: 'count' },
    ...(doubtful.length > 0 ? { details: { toVerify: { value: doubtful.length, unit: 'count' } } } : {}),
    findings: [...proven.map(findingOf), ...doubtful.map((sight) => ({ ...findingOf({ ...sight, message: `À vérifier : ${sight.message}` }), certainty: 'to-verify' as const }))],
  }
}

/** The limit that every check of our own shares. */
export const passIsNoProof = 'Une page où rien n’a été trouvé n’est pas pour autant conforme : une personne doit le dire.'
