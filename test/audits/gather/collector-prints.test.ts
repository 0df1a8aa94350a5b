import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { collectorVersions } from '#lib/collector-versions'
import { artifactSchemas } from '#model/evidence'

const gather = fileURLToPath(new URL('../../../audits/gather', import.meta.url))
/** An artifact is read by the file of its name, but for what Lighthouse measures. */
const fileOf = (artifact: string): string => {
  const name = artifact === 'lighthouse' ? 'lighthouse-scores' : artifact.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  return [join(gather, `${name}.ts`), join(gather, 'accessibility', `${name}.ts`)].find((file) => existsSync(file)) ?? expect.fail(`no collector of ${artifact}`)
}

const code = new Map<string, { text: string; imports: string[] }>()
/** A file without its types and comments, which change nothing of what it reads, and the files of the same folder that it calls. */
function codeOf(file: string): { text: string; imports: string[] } {
  const known = code.get(file)
  if (known) return known
  const text = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true, verbatimModuleSyntax: true } }).outputText
  const imports = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path = '']) => join(dirname(file), path)).filter((path) => path.startsWith(gather))
  const read = { text, imports }
  code.set(file, read)
  return read
}

function printOf(artifact: string): string {
  const files = [fileOf(artifact)]
  for (const file of files) for (const next of codeOf(file).imports) if (!files.includes(next)) files.push(next)
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(codeOf(file).text)
  return hash.digest('hex').slice(0, 12)
}

/*
 * A collector was changed: could the same page now give another artifact? Then raise its version in src/lib/collector-versions.ts, so that the
 * method of every check that reads it changes. In either case, renew these prints: vitest run test/audits/gather/collector-prints.test.ts -u
 */
test('no collector changes without somebody saying whether what it reads changes', async () => {
  const prints = Object.keys(artifactSchemas).sort().map((artifact) => [artifact, `version ${collectorVersions[artifact] ?? 1}, code ${printOf(artifact)}`])
  await expect(`${JSON.stringify(Object.fromEntries(prints), null, 1)}\n`).toMatchFileSnapshot('collector-prints.json')
})
