import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import explained from '../../packaging/advisories.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }
import { Explained, unexplained } from '../../packaging/advisories.ts'
import { sbomOf } from '../../packaging/sbom.ts'

type Sbom = { metadata: { component: { name: string; licenses: unknown } }; components: { name: string; version: string; purl: string; hashes?: { alg: string }[]; licenses?: unknown[] }[]; dependencies: { ref: string; dependsOn: string[] }[] }

const read = (name: string): object => {
  const folder = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json').replace(/package\.json$/, 'res/schema/')
  return JSON.parse(readFileSync(`${folder}${name}.SNAPSHOT.schema.json`, 'utf8')) as object
}
const beside = (name: string) => [`http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`, read(name)] as const
const ajv = new Ajv.default({ strict: false, schemas: Object.fromEntries([beside('spdx'), beside('jsf-0.82')]) })
addFormats.default(ajv as never)
// Formats of international names, which ajv-formats does not know: none stands here.
for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true)
/** CycloneDX 1.5 (OWASP). */
const isCycloneDx = ajv.compile(read('bom-1.5'))

describe('the SBOM of the whole', () => {
  const sbom = JSON.parse(sbomOf(fileURLToPath(new URL('../../package.json', import.meta.url)))) as Sbom
  const nameOf = (path: string) => path.replace(/.*node_modules\//, '')
  const installed = Object.entries<{ version?: string; dev?: boolean; devOptional?: boolean }>(lock.packages).filter(([path, { dev }]) => path !== '' && !dev)

  it('is CycloneDX by its own schema, which refuses what is not', () => {
    expect(isCycloneDx(sbom), JSON.stringify(isCycloneDx.errors)).toBe(true)
    expect(isCycloneDx({ ...sbom, components: [{ name: 'x' }] })).toBe(false)
    expect(sbom.metadata.component).toMatchObject({ name: 'trefle', licenses: [{ license: { id: 'EUPL-1.2' } }] })
  })

  it('names every package that is installed with its version, and none that tests alone need', () => {
    const told = new Set(sbom.components.map(({ purl }) => decodeURIComponent(purl)))
    expect(installed.map(([path, { version }]) => `pkg:npm/${nameOf(path)}@${version ?? ''}`).filter((purl) => !told.has(purl))).toEqual([])
    expect([...told].filter((purl) => /\/(vitest|typescript|smtp-server)@/.test(purl) && !installed.some(([path]) => purl.includes(`/${nameOf(path)}@`)))).toEqual([])
  })

  it('gives each its sum and its licence, and says what it needs', () => {
    expect(sbom.components.filter(({ hashes, licenses }) => !hashes?.some(({ alg }) => alg === 'SHA-512') || !licenses?.length).map(({ name }) => name)).toEqual([])
    expect(sbom.dependencies.find(({ ref }) => ref.startsWith('lighthouse@'))?.dependsOn.some((ref) => ref.startsWith('axe-core@'))).toBe(true)
  })
})

describe('advisories', () => {
  const advisory = { source: 1, name: 'essai', dependency: 'essai', title: 'Reads too far', url: 'https://github.com/advisories/GHSA-0000-0000-0000', severity: 'high', range: '<2' }
  const report = { auditReportVersion: 2, vulnerabilities: { essai: { name: 'essai', severity: 'high', via: [advisory] }, autre: { name: 'autre', severity: 'high', via: ['essai'] } }, metadata: {} }
  const why = { url: advisory.url, why: 'Only its parser of arguments is used.', until: '2027-01-31' }

  it('stop a release once each, unless somebody explained them for a time that is not over', () => {
    expect(unexplained(report, [], '2026-11-22')).toEqual(['essai: Reads too far (https://github.com/advisories/GHSA-0000-0000-0000)'])
    expect(unexplained(report, [why], '2027-01-31')).toEqual([])
    expect(unexplained(report, [why], '2027-02-01')).toHaveLength(1)
  })

  it('are not said to be none when the registry did not answer', () => {
    expect(() => unexplained({ message: '405 Method Not Allowed', statusCode: 405 }, [], '2026-11-22')).toThrow(/405 Method Not Allowed.*nothing says that all is well/)
  })

  it('that are explained are written as they must be', () => {
    expect(Explained.safeParse(explained).error).toBeUndefined()
  })
})
