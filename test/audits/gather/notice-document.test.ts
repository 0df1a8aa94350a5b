import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { GuardedResponse } from '#effects/network/guarded-request'
import type { Captured } from '#model/failure'
import { readDocument } from '#audits/gather/notice-document'

const pdf = await readFile(new URL('../../../examples/villeneuve/web/hosts/participer.villeneuve.example/files/documents/declaration-accessibilite.pdf', import.meta.url))
const answering = (body: string | Uint8Array, type: string, status = 200) => ({
  ask: (address: string): Promise<Captured<GuardedResponse>> => Promise.resolve({ ok: true, value: { status, headers: { 'content-type': type }, body: Buffer.from(body), finalUrl: address, redirects: [], ip: null } }),
})
const read = (body: string | Uint8Array, type: string, status?: number) => readDocument('https://ville.example/a/declaration', answering(body, type, status))

test('a page is read without its menus, with its links from its own address', async () => {
  const html = '<!doctype html><title>Déclaration</title><nav>Menu</nav><main><p>établie le <b>3</b> mars 2026</p><a href="../schema">Schéma pluriannuel</a></main><footer>Pied</footer>'
  const document = await read(html, 'text/html; charset=utf-8')
  expect(document).toMatchObject({ format: 'html', status: 200, failure: null, cut: false, links: [{ url: 'https://ville.example/schema', text: 'Schéma pluriannuel' }] })
  expect(document.text).toContain('établie le 3 mars 2026')
  expect(document.text).not.toMatch(/Menu|Pied/)
})

test('a PDF is read by what it holds, even sent as a mere download', async () => {
  for (const type of ['application/pdf', 'application/octet-stream']) expect(await read(pdf, type)).toMatchObject({ format: 'pdf', text: expect.stringContaining('Défenseur des droits') })
})

test('an error page is not the document, and what is neither a page nor a PDF is told', async () => {
  expect(await read('<p>Page introuvable</p>', 'text/html', 404)).toMatchObject({ format: null, text: '', status: 404, failure: { code: 'http' } })
  expect(await read('PK', 'application/zip')).toMatchObject({ format: null, failure: { code: 'content-type' } })
})

test('a page past what is kept says that it was cut', async () => {
  expect(await read(`<p>${'mot '.repeat(15_000)}</p>`, 'text/html')).toMatchObject({ cut: true })
})
