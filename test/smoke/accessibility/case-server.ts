import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PDFDocument, PDFName, PDFString } from 'pdf-lib'
import { documentOf } from './labelled.ts'

type Wanted = { tagged?: boolean; described?: boolean; packed?: boolean; year?: number }

/** A PDF of one blank page, with the marks that are wanted, in the open or in compressed object streams. */
async function makePdf({ tagged = false, described = tagged, packed = false, year = 2026 }: Wanted): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  pdf.setCreationDate(new Date(Date.UTC(year, 0, 15)))
  if (described) pdf.setTitle('Budget')
  if (described) pdf.catalog.set(PDFName.of('Lang'), PDFString.of('fr'))
  if (tagged) {
    pdf.catalog.set(PDFName.of('MarkInfo'), pdf.context.obj({ Marked: true }))
    pdf.catalog.set(PDFName.of('StructTreeRoot'), pdf.context.obj({ Type: 'StructTreeRoot' }))
  }
  return pdf.save({ useObjectStreams: packed })
}

const pdfs: Readonly<Record<string, Wanted>> = {
  plain: {}, 'packed-plain': { packed: true }, tagged: { tagged: true }, 'packed-tagged': { tagged: true, packed: true }, 'tagged-only': { tagged: true, described: false }, old: { year: 2016 },
}

/** Serves page n at /case/n, and the files that the pages link to. */
export async function startCaseServer(pages: readonly string[]): Promise<{ origin: string; stop(): Promise<void> }> {
  const files = new Map<string, Uint8Array>(await Promise.all(Object.entries(pdfs).map(async ([name, wanted]) => [`/pdf/${name}.pdf`, await makePdf(wanted)] as const)))
  const server = createServer(({ url = '/' }, response) => {
    const page = /^\/case\/(\d+)$/.exec(url)?.[1]
    const file = files.get(url)
    if (page !== undefined) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(documentOf(pages[Number(page)] ?? ''))
    else if (file) response.writeHead(200, { 'content-type': 'application/pdf' }).end(file)
    else if (url === '/pdf/not-a.pdf') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Erreur</p>')
    else response.writeHead(404).end()
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}
