import { expect, it } from 'vitest'
import { fuzzInbox } from '../../../survival/inbox-fuzz.ts'
import { anInbox, now } from './inbox-builders.ts'

it('the inbox loses nothing and never answers 500, whatever is sent (seeded; the long form is « npm run soak »)', async () => {
  const town = await anInbox()
  try {
    const tokens = [(await town.token(['check', 'audit-request', 'bundle'], { commune: '67365' })).token, (await town.token(['metrics'])).token]
    const { byStatus, kept, lost, wrong } = await fuzzInbox({
      folder: town.folder, tokens, requests: 700, seed: 20_261_122, now: () => now,
      send: async ({ route, body, headers }) => {
        const answer = await town.service.answer(route, new Request(`http://127.0.0.1/api/${route}`, { method: 'POST', headers, body: body as BodyInit }), '192.0.2.1')
        return { status: answer.status, text: await answer.text() }
      },
    })
    expect(wrong).toEqual([])
    expect(lost).toEqual([])
    expect(kept).toBeGreaterThan(100)
    for (const status of [200, 201, 400, 401, 403, 409, 413, 415, 422]) expect(byStatus[status], `answers ${status}`).toBeGreaterThan(0)
  } finally {
    await town.close()
  }
}, 30_000)
