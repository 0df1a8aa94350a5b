import { readFileSync } from 'node:fs'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { validateXML } from 'xmllint-wasm'
import sarifSchema from '../../fixtures/schemas/sarif-2.1.0.json' with { type: 'json' }

// Some patterns of the schema are not regular expressions with the flag "u".
const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv as never)
/** SARIF 2.1.0 (OASIS). */
export const isSarif = ajv.compile(sarifSchema)

const junitSchema = readFileSync(new URL('../../fixtures/schemas/junit-jenkins.xsd', import.meta.url), 'utf8')
/** What libxml2 says against reports; nothing when they follow the schema of Jenkins. */
export const junitErrors = async (...texts: string[]): Promise<string[]> =>
  (await validateXML({ xml: texts.map((contents, index) => ({ fileName: `report-${index}.xml`, contents })), schema: junitSchema })).errors.map(({ message }) => message)
