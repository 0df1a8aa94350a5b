import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync(['src/**/*.{ts,astro}', 'audits/**/*.ts', 'scripts/**/*.{ts,mjs}', 'examples/**/*.ts'], { cwd: root }).map((file) => file.replaceAll('\\', '/')).sort()
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** The file (or the package) that an import names, through the `imports` map of package.json. */
function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(from), specifier)).replaceAll('\\', '/')
  for (const [pattern, target] of Object.entries(packageJson.imports)) {
    const prefix = pattern.slice(0, -1)
    if (specifier.startsWith(prefix)) return target.replace('./', '').replace('*', specifier.slice(prefix.length))
  }
  return specifier
}

/** Imports and re-exports of a file, types included; in an .astro file, of its front matter and scripts. */
function importsOf(file: string): string[] {
  const specifiers = read(file).matchAll(/(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g)
  return [...specifiers].map((match) => resolveImport(file, match[1] ?? match[2] ?? ''))
}

/** Each floor: which files stand on it, what they may import. Arrows only go down. */
const floors: { name: string; is: RegExp; may: RegExp }[] = [
  { name: 'nouns', is: /^src\/lib\/model\//, may: /^(zod$|src\/lib\/model\/)/ },
  { name: 'carbon', is: /^src\/lib\/maths\/carbon\.ts$/, may: /^(@tgwf\/co2|src\/lib\/)/ },
  { name: 'helpers', is: /^src\/lib\/(?!model\/|maths\/carbon\.ts)/, may: /^(zod|tldts|proj4$|ml-matrix$|franc-min|d3-[a-z]+|csv-stringify\/.*|fast-xml-parser$|node:crypto|axe-core\/locales\/|src\/lib\/|src\/i18n\/)/ },
  { name: 'judgement', is: /^(audits\/(sobriety|solidarity|freedom)\/|audits\/run(-site)?\.ts|src\/indicators\/)/, may: /^(src\/lib\/|datasets\/|axe-core\/locales\/|src\/indicators\/|audits\/(?!gather))/ },
  { name: 'browser', is: /^audits\/gather\//, may: /^(src\/lib\/|audits\/gather\/|scripts\/lib\/|node:|puppeteer|lighthouse|axe-core|parse5|third-party-web|@duckduckgo\/autoconsent|zod$|package\.json)/ },
  { name: 'service', is: /^src\/pages\/api\//, may: /^(scripts\/lib\/inbox\/|astro$)/ },
  { name: 'views', is: /^src\/(pages(?!\/api\/)|components|layouts|publication\.ts|render\.ts|client)/, may: /^(src\/(?!indicators)|astro|chart\.js|minisearch$|uqr$|node:fs|node:path|node:url|zod$|csv-stringify|d3-)/ },
]

describe('the house', () => {
  for (const floor of floors) {
    it(`lets ${floor.name} import only what stands below`, () => {
      const wrong = files.filter((file) => floor.is.test(file)).flatMap((file) =>
        importsOf(file).filter((target) => !floor.may.test(target)).map((target) => `${file} → ${target}`))
      expect(wrong).toEqual([])
    })
  }

  it('keeps judgement free of clock, randomness, files and network', () => {
    const impure = /\bnode:fs|\bfetch\(|\bprocess\.|Date\.now|new Date\(\)|Math\.random/
    const wrong = files.filter((file) => /^(audits\/(sobriety|solidarity|freedom)\/|audits\/run(-site)?\.ts|src\/indicators\/)/.test(file) && impure.test(read(file)))
    expect(wrong).toEqual([])
  })

  it('lets the service that receives reach no browser, no other program, no network', () => {
    const reached = new Set(files.filter((file) => file.startsWith('src/pages/api/')))
    for (const file of reached) for (const target of files.includes(file) ? importsOf(file) : []) if (files.includes(target) || !/^(src|scripts|audits)\//.test(target)) reached.add(target)
    expect(reached.size).toBeGreaterThan(20)
    expect([...reached].filter((target) => /^(puppeteer|lighthouse|bullmq|undici|nodemailer|node:(child_process|net|http|https|worker_threads))|^audits\/|\/(visits|network|queue)\//.test(target))).toEqual([])
    expect([...reached].filter((target) => files.includes(target) && /\bfetch\(/.test(read(target)))).toEqual([])
  })

  it('calls @tgwf/co2 from one file', () => {
    expect(files.filter((file) => importsOf(file).some((target) => target.startsWith('@tgwf/co2')))).toEqual(['src/lib/maths/carbon.ts'])
  })

  it('loads chart.js from one file of the client', () => {
    expect(files.filter((file) => importsOf(file).some((target) => target.startsWith('chart.js')))).toHaveLength(1)
  })

  it('gives every audit, indicator and connector a test of its own; a declared figure computes nothing of its own', () => {
    const named = files.filter((file) => !read(file).includes('export default defineDeclared(') && /^(audits\/(sobriety|solidarity|freedom)(\/site)?|src\/indicators\/[a-z]+|scripts\/connectors)\/[a-z0-9-]+\.ts$/.test(file))
    const testOf = (file: string) => `test/${file.replace(/^src\//, '').replace(/\.ts$/, '.test.ts')}`
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((file) => !existsSync(join(root, testOf(file)))).map(testOf)).toEqual([])
  })
})

describe('the house style', () => {
  it('has kebab-case names and no folder for what found no place', () => {
    const wrong = files.filter((file) => !file.startsWith('src/pages/') && !/(^|\/)([a-z0-9]+(-[a-z0-9]+)*|[A-Z][A-Za-z0-9]*)(\.d)?\.(ts|mjs|astro)$/.test(file) || /\/(utils?|helpers|misc|common)\//.test(file))
    expect(wrong).toEqual([])
  })

  it('has no `any`, no enum, no silenced type error', () => {
    const wrong = files.filter((file) => /[:<(,]\s*any\b(?!\w)|\bas any\b|^\s*(export )?enum |@ts-(ignore|nocheck)/m.test(read(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '')))
    expect(wrong).toEqual([])
  })

  it('keeps files short enough to be one idea', () => {
    const long = files.map((file) => ({ file, lines: read(file).split('\n').length })).filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })

  it('writes no style attribute and no raw HTML in a view', () => {
    const views = files.filter((file) => file.endsWith('.astro'))
    expect(views.length).toBeGreaterThan(0)
    expect(views.filter((file) => /\sstyle=|set:html|is:inline/.test(read(file)))).toEqual([])
  })

  it('pins every dependency to an exact version', () => {
    const versions = Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies })
    expect(versions.filter(([, version]) => !/^(npm:[^@]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('has a lock file that holds every optional build it names, or `npm ci` refuses to install', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> }
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages)))
    expect(missing).toEqual([])
  })

  it('names no path of the machine it was written on', () => {
    const texts = globSync(['**/*.{ts,mjs,astro,md,json,yml,yaml}'], { cwd: root, exclude: (path) => /^(node_modules|var|dist|\.astro|\.git)$|package-lock|\/publication/.test(String(path)) })
    const wrong = texts.filter((file) => /(?<![\w./])\/(work|root|farm)\/[a-z]/.test(read(file)) && relative(root, join(root, file)) !== 'test/architecture.test.ts')
    expect(wrong).toEqual([])
  })
})
