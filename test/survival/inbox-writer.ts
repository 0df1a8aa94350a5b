/* Receives without end, and says what it has told a sender is kept: to be killed. Usage: node inbox-writer.ts <folder> <start> */
import { keep } from '#effects/inbox/store'

const [folder = '', start = '0'] = process.argv.slice(2)
for (let index = Number(start); ; index++) {
  const id = `w${String(index).padStart(15, '0')}`
  await keep(folder, { id, kind: 'check', receivedAt: '2026-11-22T10:05:00.000Z', token: null, run: null, bytes: Buffer.from(`${id} `.repeat(20_000)) })
  process.stdout.write(`${id}\n`)
}
