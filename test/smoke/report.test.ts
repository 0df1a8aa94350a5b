import { spawnSync } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib'
import puppeteer from 'puppeteer'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportedIndicators } from '#lib/report/reen-figures'
import { reenReport } from '#lib/report/reen-report'
import { reenSummary } from '#lib/report/reen-summary'
import { findBrowser } from '#effects/visits/browser'
import { renderReports } from '../../scripts/report.ts'
import { aPoint, anIndicator, aPromise } from '../published-builders.ts'
import { reenFrame, someReenFacts } from '../report-builders.ts'

const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined
const indicators = [...reenFrame.impact, ...reenFrame.chapters.flatMap(({ catalogue }) => catalogue)].map((catalogue, index) =>
  anIndicator([aPoint('2025', 12), aPoint('2026', 10, { low: 8, high: 11 })], { id: `i-${index}`, catalogue, unit: 't', cadence: 'year' }))
const commitments = reenFrame.chapters.flatMap(({ themes }) => themes.map((theme) => aPromise(`promesse-${theme}`, 'late', { theme, organisation: 'metropole' })))
const facts = someReenFacts({ commitments, indicators: reportedIndicators(indicators, '2026', 'metropole', null) })
let folder = ''
let files = new Map<string, Uint8Array>()
const pdfinfo = (name: string, ...options: string[]) => spawnSync('pdfinfo', [...options, join(folder, name)], { encoding: 'utf8' }).stdout

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trefle-report-'))
  files = await renderReports(new Map([['bilan', reenReport(facts)], ['essentiel', reenSummary(facts)]]), ['html', 'pdf', 'docx'])
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes)
})

describe.skipIf(!hasPoppler)('the PDF of the yearly review (skipped where poppler’s pdfinfo is not installed)', () => {
  it('is tagged, with its title and its metadata', () => {
    const info = pdfinfo('bilan.pdf')
    expect(info).toMatch(/^Tagged: +yes$/m)
    expect(info).toMatch(/^Title: +Bilan 2026 du numérique responsable, Métropole$/m)
    expect(pdfinfo('bilan.pdf', '-meta')).toContain('<dc:language><rdf:Bag><rdf:li>fr</rdf:li>')
  })

  it('tells a screen reader its titles, its tables with heads, its lists and its drawings', () => {
    const structure = pdfinfo('bilan.pdf', '-struct')
    expect(structure.match(/\bH1 \(/g)).toHaveLength(1)
    for (const part of [/\bH2 \(/, /\bTable \(/, /\bTH:\s+\/Scope \/Column/, /\bTH <\w+>:\s+\/Scope \/Row/, /\bTD:\s+\/Headers/, /\bLI \(/, /\bFigure\b/]) expect(structure).toMatch(part)
  })

  it('is two pages at most for elected members', () => {
    expect(Number(/^Pages: +(\d+)$/m.exec(pdfinfo('essentiel.pdf'))?.[1])).toBeLessThanOrEqual(2)
  })
})

it('has an outline in the PDF, its language, and an alternative text for every drawing', async () => {
  const pdf = await PDFDocument.load(files.get('bilan.pdf') ?? new Uint8Array())
  expect(pdf.catalog.lookup(PDFName.of('Outlines'), PDFDict).has(PDFName.of('First'))).toBe(true)
  expect(pdf.catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe('fr')
  const alternatives = pdf.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict && object.has(PDFName.of('Alt')) ? [object.lookup(PDFName.of('Alt'), PDFString, PDFHexString).decodeText()] : []))
  expect(alternatives).toHaveLength(indicators.length)
  expect(alternatives[0]).toMatch(/^Poids médian\. 2025/)
})

it('gives the word processor real titles, heads of tables and alternative texts', () => {
  const parts = unzipSync(files.get('bilan.docx') ?? new Uint8Array())
  const xml = new TextDecoder().decode(parts['word/document.xml'])
  expect(xml.match(/w:val="Heading1"/g)?.length).toBeGreaterThan(6)
  expect(xml).toContain('<w:tblHeader/>')
  expect(xml).toMatch(/descr="Poids médian\. 2025/)
})

it('is an HTML page in which axe finds nothing, and that asks nothing of anybody', async () => {
  const executablePath = await findBrowser()
  const browser = await puppeteer.launch({ ...(executablePath === null ? {} : { executablePath }), args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    // The page forbids scripts: axe comes in through the debugger, past its policy.
    await page.setBypassCSP(true)
    await page.goto(`file://${join(folder, 'bilan.html')}`)
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core') })
    const violations: unknown = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 80)}`))')
    expect(violations).toEqual([])
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([`file://${join(folder, 'bilan.html')}`])
  } finally {
    await browser.close()
  }
})
