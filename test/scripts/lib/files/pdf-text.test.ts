import { readFile } from 'node:fs/promises'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pdfText } from '#effects/files/pdf-text'

const statement = await readFile(new URL('../../../../examples/villeneuve/web/hosts/participer.villeneuve.example/files/documents/declaration-accessibilite.pdf', import.meta.url))

/** A PDF of one page whose content is this stream. The cross-reference table is left out: readers rebuild it. */
function aPdf(stream: Uint8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n4 0 obj<</Length ${stream.length}/Filter/FlateDecode>>stream\n`),
    stream, Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n'),
  ])
}

test('the words of a PDF are read, accents and all', async () => {
  const read = await pdfText(statement)
  expect(read.ok && read.value.text).toContain('Cette déclaration a été établie le 12 juin 2025.')
  expect(read.ok && read.value.cut).toBe(false)
})

test('a PDF that goes on past what is read says so', async () => {
  const read = await pdfText(statement, { maxCharacters: 30 })
  expect(read).toMatchObject({ ok: true, value: { text: expect.stringMatching(/^.{0,30}$/s), cut: true } })
})

test('what is no PDF is told, and nothing hangs', async () => {
  expect(await pdfText(Buffer.from('%PDF-1.7\nnothing'))).toMatchObject({ ok: false, failure: { code: 'content-type' } })
})

test('a PDF that swells or that never ends is stopped', async () => {
  const bomb = aPdf(deflateSync(Buffer.alloc(120_000_000, ' '), { level: 1 }))
  const stopped = await pdfText(bomb, { maxMegabytes: 64 })
  expect(stopped).toMatchObject({ ok: false, failure: { code: expect.stringMatching(/too-large|timeout/) } })
  expect(await pdfText(bomb, { deadlineMs: 1 })).toMatchObject({ ok: false, failure: { code: 'timeout' } })
})
