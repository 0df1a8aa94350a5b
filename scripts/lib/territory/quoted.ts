import { join } from 'node:path'
import type { Commitment, DeclaredCommitment } from '#model/commitment'
import { DocumentsFile, MilestonesFile, type Milestone, type QuotedDocument } from '#model/document'
import { FiguresFile, type StatedFigure } from '#model/stated-figure'
import { readYaml, type Located } from '../files/yaml-file.ts'

/** What a territory quotes: its documents, the figures that they state, the lines that they date. All optional. */
export type Quoted = { documents: QuotedDocument[]; figures: StatedFigure[]; milestones: Milestone[] }

/** Words of a text that does not sign, or that tells what will be, are never a result. */
const neverAResult: readonly string[] = ['announced', 'to-confirm']

function documentOf<T>(file: Located<T>, path: readonly PropertyKey[], id: string, documents: readonly QuotedDocument[]): QuotedDocument {
  const found = documents.find((document) => document.id === id)
  if (found) return found
  throw file.refuse(path, `« ${id} » n’existe pas dans documents.yml`, `Choisissez parmi : ${documents.map((document) => document.id).sort().join(', ') || '(aucun pour l’instant)'}.`)
}

function checkFigures(file: Located<{ figures: StatedFigure[] }>, documents: readonly QuotedDocument[]): StatedFigure[] {
  for (const [index, { source, quality, beside }] of file.value.figures.entries()) {
    const { evidence } = documentOf(file, ['figures', index, 'source'], source, documents)
    if (quality === 'declared' && neverAResult.includes(evidence))
      throw file.refuse(['figures', index, 'quality'], 'un chiffre annoncé, ou d’un texte non signé, ne peut pas être un chiffre déclaré', 'Écrivez « quality: announced ».')
    for (const [rank, other] of beside.entries()) documentOf(file, ['figures', index, 'beside', rank, 'source'], other.source, documents)
  }
  return file.value.figures
}

/** Reads documents.yml, figures.yml and milestones.yml. Throws a UsageError that names file, line and mend. */
export async function readQuoted(dataDir: string): Promise<Quoted> {
  const [documentsFile, figuresFile, milestonesFile] = await Promise.all([
    readYaml(join(dataDir, 'documents.yml'), DocumentsFile), readYaml(join(dataDir, 'figures.yml'), FiguresFile), readYaml(join(dataDir, 'milestones.yml'), MilestonesFile),
  ])
  const documents = documentsFile?.value.documents ?? []
  for (const [index, { source }] of milestonesFile?.value.milestones.entries() ?? []) if (milestonesFile) documentOf(milestonesFile, ['milestones', index, 'source'], source, documents)
  return { documents, figures: figuresFile ? checkFigures(figuresFile, documents) : [], milestones: milestonesFile?.value.milestones ?? [] }
}

/** The promises with their sources in full: a document's id becomes its title, address, date and worth. */
export function withSources(file: Located<{ commitments: DeclaredCommitment[] }>, documents: readonly QuotedDocument[]): Commitment[] {
  const inFull = (source: DeclaredCommitment['source'], path: readonly PropertyKey[]): Commitment['source'] => {
    if (typeof source !== 'string') return source
    const { title, url, on, readOn, evidence } = documentOf(file, path, source, documents)
    return { title, ...(url ? { url } : {}), on, readOn, evidence }
  }
  return file.value.commitments.map((commitment, index) => ({
    ...commitment,
    source: inFull(commitment.source, ['commitments', index, 'source']),
    actions: commitment.actions.map((action, rank) => ({ ...action, source: inFull(action.source ?? commitment.source, ['commitments', index, 'actions', rank, 'source']) })),
  }))
}
