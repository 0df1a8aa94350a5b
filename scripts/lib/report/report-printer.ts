import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import puppeteer, { type Browser } from 'puppeteer'
import { chromiumArguments } from '../../../audits/gather/chromium-arguments.ts'
import { escapeHtml } from '#lib/report/report-html'
import type { Report } from '#lib/report/report-block'
import { startDenyingProxy } from '../network/proxy.ts'
import { findBrowser } from '../visits/browser.ts'
import { UsageError } from '../command/errors.ts'
import type { Draw } from './report-docx.ts'

export type Printer = { pdf(html: string, report: Pick<Report, 'title' | 'subject' | 'language'>): Promise<Uint8Array>; draw: Draw }

/** Metadata of a PDF in XMP (ISO 16684-1): what a catalogue and a screen reader read. No conformance is claimed in it. */
function xmp({ title, subject, language }: Pick<Report, 'title' | 'subject' | 'language'>): string {
  const alternative = (words: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${escapeHtml(words)}</rdf:li></rdf:Alt>`
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>${alternative(title)}</dc:title><dc:description>${alternative(subject)}</dc:description><dc:language><rdf:Bag><rdf:li>${escapeHtml(language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
}

/** Chromium writes structure and outline, but neither XMP nor the wish that the title be shown (ISO 32000-1, 14.3.2 and 12.2). */
async function withMetadata(pdf: Uint8Array, report: Pick<Report, 'title' | 'subject' | 'language'>): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  document.setTitle(report.title, { showInWindowTitleBar: true })
  document.setSubject(report.subject)
  document.setProducer('Trèfle')
  const { context, catalog } = document
  catalog.set(PDFName.of('Lang'), PDFString.of(report.language))
  catalog.set(PDFName.of('Metadata'), context.register(context.stream(new TextEncoder().encode(xmp(report)), { Type: 'Metadata', Subtype: 'XML' })))
  return document.save()
}

async function openPage(browser: Browser, html: string) {
  const page = await browser.newPage()
  await page.setJavaScriptEnabled(false)
  await page.setContent(html)
  return page
}

async function print(browser: Browser, html: string): Promise<Uint8Array> {
  const page = await openPage(browser, html)
  try {
    return await page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true })
  } finally {
    await page.close()
  }
}

async function screenshot(browser: Browser, svg: string, widthPx: number, heightPx: number): Promise<Uint8Array> {
  const page = await openPage(browser, `<!doctype html><style>body{margin:0}</style>${svg}`)
  try {
    await page.setViewport({ width: widthPx, height: heightPx, deviceScaleFactor: 2 })
    return await page.screenshot({ type: 'png' })
  } finally {
    await page.close()
  }
}

/** Gives a browser that reaches no network, then closes it. Throws a UsageError when there is none on this machine. */
export async function withPrinter<T>(work: (printer: Printer) => Promise<T>): Promise<T> {
  const executablePath = await findBrowser()
  if (executablePath === null) throw new UsageError('Le PDF et le DOCX se font avec Chrome ou Chromium, absent de cette machine.', 'Installez Chromium, ou demandez « --format html ».')
  const proxy = await startDenyingProxy()
  try {
    const browser = await puppeteer.launch({ executablePath, pipe: true, args: chromiumArguments({ denyingProxyPort: proxy.port, spkiHashes: [] }) })
    try {
      return await work({
        pdf: async (html, report) => withMetadata(await print(browser, html), report),
        draw: ({ svg, widthPx, heightPx }) => screenshot(browser, svg, widthPx, heightPx),
      })
    } finally {
      await browser.close()
    }
  } finally {
    await proxy.close()
  }
}
