import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { PDFDict, PDFDocument, PDFName } from 'pdf-lib'
import puppeteer, { type Browser, type Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badges } from '#lib/ci-reports/badges'
import { html as checkAsHtml } from '#lib/ci-reports/html'
import { pdfText } from '#effects/files/pdf-text'
import { keep } from '#effects/inbox/store'
import { findBrowser } from '#effects/visits/browser'
import { build } from '../../scripts/build.ts'
import { compute } from '../../scripts/compute.ts'
import { pull } from '../../scripts/pull.ts'
import { writeHostileTerritory } from '../fixtures/hostile-territory.ts'
import { corpus, hostileReport } from '../lib/ci-reports/sample-report.ts'
import { obeyed } from '../obeyed.ts'
import { plantedInHtml, plantedInXml } from '../planted.ts'
import { serveFolder } from '../site/static-server.ts'

/** One town whose every word is hostile, through everything that Trèfle writes. */

const program = fileURLToPath(new URL('../../scripts/trefle.ts', import.meta.url))
let folder = ''
let data = ''
let pages = ''
/** The edition for all, in the languages that the other one is not built in: every language and every edition, without every pair. */
let publicPages = ''
let browser: Browser
let sites: Awaited<ReturnType<typeof serveFolder>>[] = []

/** Whatever the exit code. */
const trefle = (...args: string[]) => new Promise<{ stdout: string; stderr: string }>((resolve) => {
  execFile(process.execPath, [program, ...args], { maxBuffer: 64 * 1024 * 1024, env: { ...process.env, FORCE_COLOR: '', NO_COLOR: '1' } }, (_error, stdout, stderr) => resolve({ stdout, stderr }))
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-hostile-'))
  data = join(folder, 'data')
  await writeHostileTerritory(data)
  await pull({ dataDir: data, at: '2026-11-21T08:00:00Z' })
  await compute({ dataDir: data, now: '2026-11-22T12:00:00.000Z' })
  const address = { dataDir: data, site: 'https://numerique.villeneuve.example' }
  await Promise.all([
    build({ ...address, outDir: join(folder, 'site'), locales: ['fr'], edition: 'internal', service: true }),
    build({ ...address, outDir: join(folder, 'public'), locales: ['de', 'en'], edition: 'public' }),
  ])
  pages = join(folder, 'site', 'client')
  publicPages = join(folder, 'public', 'client')
  // Beside the pages, so that one server gives everything.
  const tokens = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8')
  for (const [index, text] of corpus.entries()) {
    await writeFile(join(pages, `essai-${index}.html`), checkAsHtml(hostileReport(text), { tokens }))
    for (const [name, svg] of badges(hostileReport(text))) await writeFile(join(pages, `essai-${index}-${name}`), svg)
  }
  await trefle('report', 'reen', '--data', data, '--year', '2026', '--organisation', 'ville', '--summary', '--on', '2026-11-22', '--out', join(folder, 'reports'))
  sites = await Promise.all([pages, publicPages].map((each) => serveFolder(each, '/')))
  const executablePath = await findBrowser()
  browser = await puppeteer.launch({ ...(executablePath === null ? {} : { executablePath }), args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'] })
})
afterAll(async () => {
  await browser.close()
  await Promise.all(sites.map((site) => site.close()))
  await rm(folder, { recursive: true, force: true })
})

const withinValues = (text: string): string[] => {
  const found: string[] = []
  JSON.stringify(JSON.parse(text), (key, value: unknown) => {
    // The end of a line of the tables, which the description of a data package names.
    if (typeof value === 'string' && key !== 'lineTerminator') found.push(...obeyed(value))
    return value
  })
  return found
}
const isFigure = (cell: string) => /^[+-]?[\d.,\u202F\u00A0]+(e[+-]?\d+)?$/i.test(cell)
const formulas = (text: string): string[] => (parse(text, { bom: true, delimiter: text.split('\n', 1)[0]?.includes(';') ? ';' : ',' }) as string[][]).flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !isFigure(cell))

/** What is wrong with a file of the publication, by its kind. */
const wrongIn: Readonly<Record<string, (text: string) => string[]>> = {
  '.html': (text) => [...obeyed(text), ...plantedInHtml(text)],
  '.svg': (text) => [...obeyed(text), ...plantedInXml(text)],
  '.atom': (text) => [...obeyed(text), ...plantedInXml(text)],
  '.json': withinValues,
  '.jsonld': withinValues,
  '.csv': (text) => [...obeyed(text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')), ...formulas(text)],
  '.txt': obeyed,
}

it.each([['internal, in French', () => pages], ['public, in German and English', () => publicPages]])('every page, feed, drawing, table and file of the publication holds the corpus as words, and nothing that runs or commands: %s', (_edition, of) => {
  const pages = of()
  const all = globSync('**/*.*', { cwd: pages })
  // Our own scripts and styles, which hold no word of a town, and pictures.
  expect(new Set(all.map((file) => extname(file)).filter((kind) => !['.js', '.css', '.jpg'].includes(kind)))).toEqual(new Set(Object.keys(wrongIn)))
  const files = all.filter((file) => extname(file) in wrongIn)
  expect(files.length).toBeGreaterThan(500)
  const wrong = files.flatMap((file) => (wrongIn[extname(file)]?.(readFileSync(join(pages, file), 'utf8')) ?? []).map((what) => `${file}: ${what}`))
  expect(wrong).toEqual([])
  expect(files.filter((file) => readFileSync(join(pages, file), 'utf8').includes('__hacked')).length, 'the corpus was shown').toBeGreaterThan(100)
})

/** A tab that writes down whatever happens in it beside what was opened, under the name of what was open. */
async function watchedTab(wrong: string[]): Promise<{ page: Page; open(name: string): void }> {
  const page = await (await browser.createBrowserContext()).newPage()
  let open = ''
  page.on('dialog', (dialog) => { wrong.push(`${open}: dialog`); void dialog.dismiss() })
  page.on('popup', () => wrong.push(`${open}: popup`))
  page.on('pageerror', (error) => wrong.push(`${open}: ${String(error)}`))
  // The page of what was not found is opened by its own name, which asks for nothing else.
  page.on('console', (message) => { if (message.type() === 'error' && !(open.endsWith('404.html') && message.text().includes('status of 404'))) wrong.push(`${open}: ${message.text()}`) })
  page.on('request', (request) => { if (!/^(data|about):/.test(request.url()) && !sites.some(({ origin }) => request.url().startsWith(origin))) wrong.push(`${open}: asks ${request.url()}`) })
  return { page, open: (name) => { open = name } }
}
const hasRun = () => '__hacked' in globalThis

describe('in a browser, nothing runs, opens, asks or leaves', () => {
  it('of pages of every kind, in each edition, nor of reports of checks', async () => {
    const kindOf = (file: string) => file.replaceAll('\\', '/').split('/').map((part, depth, all) => (depth === 0 || depth === all.length - 1 ? part.replace(/\d+/g, '') : '*')).join('/')
    const ofEachKind = (from: string, count: number) => [...Map.groupBy(globSync('**/*.html', { cwd: from }).sort(), kindOf).values()].flatMap((same) => same.slice(0, same[0]?.startsWith('essai-') ? corpus.length : count))
    const addresses = [...ofEachKind(pages, 2).map((file) => `${sites[0]?.origin}/${file}`), ...ofEachKind(publicPages, 1).map((file) => `${sites[1]?.origin}/${file}`)]
    expect(addresses.length).toBeGreaterThan(120)
    const wrong: string[] = []
    await Promise.all(Array.from({ length: 3 }, async () => {
      const { page, open } = await watchedTab(wrong)
      for (let address = addresses.pop(); address !== undefined; address = addresses.pop()) {
        open(address)
        await page.goto(address, { waitUntil: 'load' })
        if (await page.evaluate(hasRun)) wrong.push(`${address}: ran`)
      }
      await page.browserContext().close()
    }))
    expect(wrong).toEqual([])
  })

  it('of any drawing, each a document of its own', async () => {
    const byFolder = Map.groupBy(globSync('**/*.svg', { cwd: pages }).sort(), (file) => dirname(file))
    // Those of reports of checks, beside the pages, hold each string in turn; of the others, some of each folder.
    const drawings = [...byFolder].flatMap(([place, files]) => (place === '.' ? files : files.slice(0, 8))).map((file) => `${sites[0]?.origin}/${file}`)
    expect(drawings.length).toBeGreaterThan(60)
    const wrong: string[] = []
    const { page, open } = await watchedTab(wrong)
    for (let from = 0; from < drawings.length; from += 60) {
      const shown = drawings.slice(from, from + 60)
      open(shown[0] ?? '')
      await page.setContent(shown.map((address) => `<iframe src="${address}"></iframe>`).join(''), { waitUntil: 'load' })
      const frames = page.frames().filter((frame) => shown.includes(frame.url()))
      expect(frames).toHaveLength(shown.length)
      for (const frame of frames) if (await frame.evaluate(hasRun)) wrong.push(`${frame.url()}: ran`)
    }
    await page.browserContext().close()
    expect(wrong).toEqual([])
  })
})

describe('the yearly review', () => {
  const reports = () => globSync('*.*', { cwd: join(folder, 'reports') }).sort()
  const bytes = (name: string) => new Uint8Array(readFileSync(join(folder, 'reports', name)))

  it('is made in every format', () => {
    expect(reports()).toEqual(['bilan-2026-ville', 'essentiel-2026-ville'].flatMap((name) => ['docx', 'html', 'pdf'].map((format) => `${name}.${format}`)))
  })

  it('as a page, runs and loads nothing', () => {
    for (const name of reports().filter((file) => file.endsWith('.html'))) expect([...obeyed(strFromU8(bytes(name))), ...plantedInHtml(strFromU8(bytes(name)))], name).toEqual([])
  })

  it('as a PDF, keeps its titles, shows the corpus as words, and has neither script nor a link that is not of the web', async () => {
    for (const name of reports().filter((file) => file.endsWith('.pdf'))) {
      const read = await pdfText(bytes(name), { maxCharacters: 1_000_000, deadlineMs: 60_000 })
      if (!read.ok) throw new Error(`${name}: ${read.failure.detail}`)
      const words = read.value.text.replaceAll(/\s+/g, ' ')
      expect(obeyed(words), name).toEqual([])
      expect(read.value.links.filter((link) => !/^(https?:|mailto:)/.test(link)), name).toEqual([])
      const pdf = await PDFDocument.load(bytes(name))
      const kinds = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict ? [object.get(PDFName.of('S'))?.toString(), object.has(PDFName.of('JS')) ? '/JS' : undefined] : []))
      for (const action of ['/JavaScript', '/JS', '/Launch', '/SubmitForm', '/GoToR']) expect(kinds, name).not.toContain(action)
      expect(kinds.filter((kind) => kind === '/H1'), name).toHaveLength(1)
      if (!name.startsWith('bilan')) continue
      for (const part of ['<svg onload=', 'autofocus onfocus=', '{{constructor.constructor(', '=HYPERLINK(', '&lt;b&gt;']) expect(words).toContain(part)
      expect(kinds.filter((kind) => kind === '/H2').length).toBeGreaterThan(5)
      expect(pdf.getPageCount()).toBeGreaterThan(3)
    }
  })

  it('as a DOCX, is XML that holds, without a field that commands or a link that is not of the web', () => {
    for (const name of reports().filter((file) => file.endsWith('.docx'))) for (const [path, part] of Object.entries(unzipSync(bytes(name)))) {
      if (!/\.(xml|rels)$/.test(path)) continue
      const xml = strFromU8(part)
      expect([...obeyed(xml), ...plantedInXml(xml)], `${name} ${path}`).toEqual([])
      const targets = [...xml.matchAll(/Target="([^"]*)" TargetMode="External"/g)].map(([, target = '']) => target)
      expect(targets.filter((target) => !/^(https?:|mailto:)/.test(target)), `${name} ${path}`).toEqual([])
      expect(xml, `${name} ${path}`).not.toMatch(/DDEAUTO|INCLUDETEXT|w:instrText[^>]*>\s*(DDE|MACROBUTTON)/)
    }
  })
})

it('no verb says anything that a terminal obeys, of what it reads or of what is typed', async () => {
  const strange = 'portail\u001B]8;;https://piege.example\u0007\u202E'
  await writeFile(join(folder, 'dashlord.yml'), JSON.stringify({ urls: corpus.map((title, index) => ({ url: `https://site-${index}.example/`, title })) }))
  const inbox = join(folder, 'inbox')
  for (const [index, words] of corpus.entries()) await keep(inbox, { id: `abcdefgh${String(index).padStart(4, '2')}`, kind: 'barrier', receivedAt: '2026-11-22T12:00:00Z', token: null, run: null, bytes: Buffer.from(JSON.stringify({ page: words.slice(0, 2048), task: `lire ${words}`.slice(0, 2000), tool: words.slice(0, 300) })) })
  const asked = [
    ['compute', '--data', data, '--now', '2026-11-22T12:00:00Z'], ['pull', '--data', data, '--dry-run'], ['verify', '--data', data, '--format', 'json'], ['match', '--data', data], ['doctor', '--data', data, '--format', 'json'],
    ['explain', 'page-weight', '--data', data], ['what-if', '--data', data, '--lifetime', 'laptop=6'], ['audit', strange, '--data', data], [strange],
    ['token', 'create', strange, '--scopes', 'metrics', '--inbox', inbox], ['token', 'revoke', strange, '--inbox', inbox], ['inbox', 'list', '--inbox', inbox], ['inbox', 'review', ...corpus.map((_words, index) => `abcdefgh${String(index).padStart(4, '2')}`), '--data', data, '--inbox', inbox],
    ['import', join(folder, 'dashlord.yml')], ['explain', strange, '--data', data], ['check', '--static', join(folder, strange)], ['inbox', 'review', strange, '--data', data, '--inbox', inbox],
  ]
  const said: { stdout: string; stderr: string }[] = []
  // The first one writes what the others read; then as many at a time as a small machine bears.
  for (const [from, count] of [[0, 1], [1, 4], [5, 4], [9, 4], [13, 4]] as const) said.push(...await Promise.all(asked.slice(from, from + count).map((words) => trefle(...words))))
  expect(said).toHaveLength(asked.length)
  expect(said.filter(({ stdout, stderr }) => stdout + stderr === '')).toEqual([])
  expect(said.flatMap(({ stdout, stderr }) => obeyed(stdout + stderr))).toEqual([])
})
