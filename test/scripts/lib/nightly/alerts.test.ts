import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { hostile } from '../../../fixtures/hostile-strings.ts'
import { obeyed } from '../../../obeyed.ts'
import { isAlarming, sendAlerts, type Alert } from '#effects/nightly/alerts'

const alert: Alert = {
  territory: 'Villeneuve', at: '2026-11-22T03:00:00Z', regressions: [{ site: 'Portail', title: 'Titre de la page', before: 0, now: 3 }], stale: [], failed: [], digest: '# Villeneuve : ce qui change',
}
const closing: (() => void)[] = []
afterEach(() => { for (const close of closing.splice(0)) close() })

async function listen(server: Server | SMTPServer): Promise<number> {
  const net = server instanceof SMTPServer ? server.server : server
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  closing.push(() => server.close())
  return (net.address() as AddressInfo).port
}

describe('an alert', () => {
  it('is called for by a regression, a silent source or a failed step, and by nothing else', () => {
    expect(isAlarming(alert)).toBe(true)
    expect(isAlarming({ regressions: [], stale: [{ source: 'Coop', sentence: 'jamais lue' }], failed: [] })).toBe(true)
    expect(isAlarming({ regressions: [], stale: [], failed: ['audit : le navigateur manque'] })).toBe(true)
    expect(isAlarming({ regressions: [], stale: [], failed: [] })).toBe(false)
  })

  it('reaches the webhook as JSON', async () => {
    const received = Promise.withResolvers<unknown>()
    const port = await listen(createServer((request, response) => { void text(request).then((body) => { received.resolve(JSON.parse(body)); response.end() }) }))
    expect(await sendAlerts({ webhook: `http://127.0.0.1:${port}/hook?key=secret` }, alert, {})).toEqual([])
    expect(await received.promise).toMatchObject({ schema: 'trefle/alert@1', territory: 'Villeneuve', regressions: [{ site: 'Portail', now: 3 }] })
  })

  it('reaches people by e-mail, with what it is about in the subject', async () => {
    const received = Promise.withResolvers<string>()
    const port = await listen(new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData: (stream, _session, done) => { void text(stream).then((message) => { received.resolve(message); done() }) } }))
    const email = { from: 'trefle@essai.example', to: ['dsi@essai.example'], server: 'TREFLE_SMTP' }
    expect(await sendAlerts({ email }, alert, { TREFLE_SMTP: `smtp://127.0.0.1:${port}` })).toEqual([])
    const message = await received.promise
    expect(message).toContain('To: dsi@essai.example')
    expect(message).toMatch(/Subject: .*Villeneuve/)
    expect(message).toContain('ce qui change')
  })

  it('hands on nothing of the words of files that a terminal, a log or the head of a message obeys', async () => {
    const [posted, mailed] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    const hook = await listen(createServer((request, response) => { void text(request).then((body) => { posted.resolve(body); response.end() }) }))
    const port = await listen(new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData: (stream, _session, done) => { void text(stream).then((message) => { mailed.resolve(message); done() }) } }))
    const words = Object.values(hostile)
    const email = { from: 'trefle@essai.example', to: ['dsi@essai.example'], server: 'TREFLE_SMTP' }
    const strange = { ...alert, territory: `Villeneuve\r\nBcc: piege@exemple.example`, failed: words, digest: words.join('\n') }
    expect(await sendAlerts({ webhook: `http://127.0.0.1:${hook}/`, email }, strange, { TREFLE_SMTP: `smtp://127.0.0.1:${port}` })).toEqual([])
    const { failed, digest } = JSON.parse(await posted.promise) as Alert
    expect([...failed, digest].flatMap(obeyed)).toEqual([])
    expect(failed).toHaveLength(words.length)
    const [head = '', body = ''] = (await mailed.promise).split(/\r\n\r\n([\s\S]*)/)
    expect(head).not.toMatch(/^Bcc:/m)
    expect(obeyed(Buffer.from(body, /base64/i.test(head) ? 'base64' : 'utf8').toString().replaceAll('\r\n', '\n'))).toEqual([])
  })

  it('that does not leave is told in a sentence, without the secret of its address', async () => {
    const port = await listen(createServer((_request, response) => { response.writeHead(403).end() }))
    const email = { from: 'trefle@essai.example', to: ['dsi@essai.example'], server: 'TREFLE_SMTP' }
    const problems = await sendAlerts({ webhook: `http://127.0.0.1:${port}/hook?key=secret`, email }, alert, {})
    expect(problems).toEqual([`L’alerte à http://127.0.0.1:${port} a été refusée (403).`, 'L’alerte par courriel n’est pas partie : la variable TREFLE_SMTP n’a pas de valeur.'])
    expect(await sendAlerts({ email }, alert, { TREFLE_SMTP: 'smtp://[secret' })).toEqual([expect.stringMatching(/^L’alerte par courriel n’est pas partie : (?!.*secret)/)])
  })
})
