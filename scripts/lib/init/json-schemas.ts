import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ConnectorDefinition } from '#lib/define'
import { BudgetsFile } from '#lib/gate/budgets-file'
import { CommitmentsFile } from '#model/commitment'
import { ErrataFile } from '#model/dated-edition'
import { DocumentsFile, MilestonesFile } from '#model/document'
import { EcodesignFile } from '#model/rgesn'
import { InventoryFile, MatchesFile } from '#model/local-inventory'
import { NightlyFile } from '#model/nightly'
import { SharedEstate } from '#model/reen-report'
import { Scenario } from '#model/scenario'
import { SitesFile } from '#model/site'
import { SourcesFile } from '#model/source'
import { FiguresFile } from '#model/stated-figure'
import { Territory } from '#model/territory'
import { UserReviewsFile } from '#model/user-review'
import { writeAtomically } from '../files/atomic-file.ts'
import { ThirdPartiesFile } from '../territory/registry-files.ts'

/** Every file that a person writes, by the name of its schema. */
const handEdited = {
  territory: Territory, sites: SitesFile, sources: SourcesFile, commitments: CommitmentsFile, documents: DocumentsFile, figures: FiguresFile, milestones: MilestonesFile,
  inventory: InventoryFile, matches: MatchesFile, 'third-parties': ThirdPartiesFile, scenario: Scenario, split: SharedEstate, reviews: UserReviewsFile, budgets: BudgetsFile, nightly: NightlyFile, ecodesign: EcodesignFile, errata: ErrataFile,
} satisfies Record<string, z.ZodType>
export type HandEdited = keyof typeof handEdited

type JsonSchema = z.core.JSONSchema.BaseSchema

/** Draft 7: the version that the YAML language server reads whole. `input`: what a person may leave out is not asked for. */
const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input', target: 'draft-7', unrepresentable: 'any' })

/** sources.yml: the settings of a source are those of its connector. */
function sourcesSchema(connectors: ReadonlyMap<string, ConnectorDefinition>): JsonSchema {
  const rules = [...connectors].map(([id, { settings }]) => {
    const { $schema: _version, ...own } = schemaOf(settings)
    return { if: { properties: { connector: { const: id } }, required: ['connector'] }, then: { properties: { settings: own } } }
  })
  const rows = schemaOf(SourcesFile.shape.sources.element)
  const { $schema, ...row } = rows
  const known = { ...row, properties: { ...row.properties, connector: { enum: [...connectors.keys()] } }, allOf: rules }
  return { ...($schema === undefined ? {} : { $schema }), type: 'object', properties: { sources: { type: 'array', items: known } }, required: ['sources'], additionalProperties: false } as JsonSchema
}

/** The JSON Schemas of the hand-edited files, by name. They know the form of a file; ids that name another file are checked by Trèfle. */
export function jsonSchemas(connectors: ReadonlyMap<string, ConnectorDefinition>): Map<HandEdited, JsonSchema> {
  const names = Object.keys(handEdited) as HandEdited[]
  return new Map(names.map((name) => [name, name === 'sources' ? sourcesSchema(connectors) : schemaOf(handEdited[name])]))
}

export const schemaFile = (name: string): string => `${name}.schema.json`

/** Writes them over those of an older version: nobody edits them. */
export async function writeSchemas(folder: string, connectors: ReadonlyMap<string, ConnectorDefinition>): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const files = [...jsonSchemas(connectors)].map(([name, schema]) => [schemaFile(name), `${JSON.stringify(schema, null, 1)}\n`] as const)
  for (const [name, text] of files) await writeAtomically(join(folder, name), text)
  return files.map(([name]) => name)
}

/** The first line of a YAML file, by which an editor finds its schema. */
export const schemaLine = (name: HandEdited, folder = './schemas'): string => `# yaml-language-server: $schema=${folder}/${schemaFile(name)}\n`
