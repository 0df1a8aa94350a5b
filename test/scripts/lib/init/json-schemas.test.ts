import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { jsonSchemas, schemaFile, type HandEdited } from '#effects/init/json-schemas'
import { loadConnectors } from '#effects/territory/discover'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const schemas = jsonSchemas(await loadConnectors())
const ajv = new Ajv({ strict: false, allErrors: true })
addFormats.default(ajv)
const validators = new Map<string, ValidateFunction>([...schemas].map(([name, schema]) => [name, ajv.compile(schema)]))
const problems = (name: HandEdited, value: unknown) => {
  const validate = validators.get(name)
  return validate?.(value) ? [] : (validate?.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
}
const files = globSync(['datasets/strasbourg/*.yml', 'examples/villeneuve/data/*.yml'], { cwd: root }).map((file) => file.replaceAll('\\', '/')).sort()
const nameOf = (file: string) => basename(file, '.yml') as HandEdited

describe('the schemas that editors read', () => {
  it.each(files)('accept %s', (file) => {
    expect(problems(nameOf(file), parse(readFileSync(join(root, file), 'utf8')))).toEqual([])
  })

  it.each(files)('are named by the first line of %s', (file) => {
    const [, named] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(join(root, file), 'utf8')) ?? []
    const path = resolve(root, dirname(file), named ?? 'nothing')
    expect(basename(path)).toBe(schemaFile(nameOf(file)))
    expect(existsSync(path)).toBe(true)
  })

  const shipped = (name: string): unknown => JSON.parse(readFileSync(join(root, 'datasets', 'schemas', schemaFile(name)), 'utf8'))

  it('are those of the code (else: node scripts/trefle.ts init datasets/schemas --schemas)', () => {
    const stale = [...schemas].filter(([name, schema]) => JSON.stringify(shipped(name)) !== JSON.stringify(schema)).map(([name]) => name)
    expect(stale).toEqual([])
  })

  it('refuse a word that is not expected, and name its place', () => {
    expect(problems('sites', { sites: [{ id: 'portail', name: 'Portail', url: 'https://ville.example/', organisation: 'ville', page: [] }] })).toEqual(['/sites/0 must NOT have additional properties'])
    expect(problems('territory', { id: 'Ville', name: 'Ville' })).toEqual(expect.arrayContaining([expect.stringContaining('/id must match pattern')]))
  })

  it('know the settings of each connector', () => {
    const source = (connector: string, settings: unknown) => problems('sources', { sources: [{ id: 'a', name: 'A', connector, organisation: 'ville', cadence: 'yearly', settings }] })
    expect(source('no-such-connector', {})).not.toEqual([])
    expect(source('declared-figures', { nonsense: 1 })).not.toEqual([])
  })
})
