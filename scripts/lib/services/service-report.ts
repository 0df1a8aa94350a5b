import type { Parsed } from '#lib/define'
import type { MetricId } from '#model/observation'
import type { ImportReport, Source } from '#model/source'
import { observationsOf, withoutFewPeople, type Fact } from '../tables/fact.ts'

/** Facts of an online service as observations, with the report of their reading; numbers of people too small to be written are set apart. */
export function parsedService(facts: readonly Fact[], { source, at, from, lines, people = [], notes = [] }: { source: Source; at: string; from: string; lines: number; people?: readonly MetricId[]; notes?: ImportReport['notes'] }): Parsed {
  const few = withoutFewPeople(observationsOf(facts, { source, at }), people)
  return {
    observations: few.kept,
    report: { schema: 'trefle/import@1', source: source.id, at, read: { from, encoding: 'utf-8', lines }, kept: lines, rejected: [], duplicates: [], notes: [...notes, ...few.notes], known: {} },
  }
}
