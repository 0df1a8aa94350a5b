import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Scenario } from '#model/scenario'
import { calm, end, html, openBench, page, pageOf, read, type Bench, type Route } from './bench.ts'

const password = "Pâquerette & 'Trèfle' 42"
let posted: string[] = []

const accepts = (then: (body: URLSearchParams, cookie: string) => { location: string; cookie?: string }): Route => async (request, response) => {
  const body = new URLSearchParams((await request.setEncoding('utf8').toArray()).join(''))
  posted.push(request.url ?? '')
  const { location, cookie } = then(body, request.headers.cookie ?? '')
  response.writeHead(303, { location, ...(cookie ? { 'set-cookie': cookie } : {}) }).end()
}
/** Pages that are there for who is logged in, and that repeat the password as careless ones do. */
const inside = (body: string): Route => (request, response) => {
  if (!request.headers.cookie?.includes('seance=ouverte')) return response.writeHead(302, { location: '/connexion' }).end()
  const said = password.replaceAll('&', '&amp;').replaceAll("'", '&#39;')
  return response.writeHead(200, { ...html, 'x-echo': encodeURIComponent(password) })
    .end(calm.replace('Page calme', `Espace ${said}`).replace('</body>', `<p data-mdp="${said}">Votre mot de passe : <b style="text-transform:uppercase">${said}</b></p><script>localStorage.setItem(${JSON.stringify(password)}, '1')</script>${body}</body>`))
}
const routes: Record<string, Route> = {
  '/connexion': (request, response) => (request.method === 'POST'
    ? accepts((body) => (body.get('mdp') === password ? { location: `/espace?mdp=${encodeURIComponent(password)}`, cookie: 'seance=ouverte; HttpOnly' } : { location: '/connexion' }))(request, response)
    : pageOf('<form method="post"><label>Nom <input name="nom"></label><label>Mot de passe <input name="mdp" type="password"></label><button>Entrer</button></form>')(request, response)),
  '/espace': inside('<a href="/demarche">Prendre rendez-vous</a>'),
  '/demarche': inside(`<button type="button" id="suite">Voir les créneaux</button><div id="zone"></div><script>
    suite.onclick = async () => { zone.innerHTML = await (await fetch('/creneaux')).text() }</script>`),
  '/creneaux': inside('<form method="post" action="/reserver"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><label>Jour <select name="jour"><option>lundi</option><option>mardi</option></select></label><button>Réserver</button></form>'),
  '/reserver': accepts((body) => ({ location: `/merci?jour=${body.get('jour')}` })),
  '/merci': inside('<h2>Rendez-vous pris</h2>'),
}

const login = [
  { goto: '/connexion', audit: true, id: 'connexion', role: 'login' },
  { fill: 'input[name=nom]', with: 'visite' },
  { fill: 'input[name=mdp]', secret: 'TREFLE_ESSAI_MDP' },
  { click: 'form button' },
]
const procedure = Scenario.parse({
  name: 'Rendez-vous',
  steps: [
    ...login, { expect: 'Prendre rendez-vous' },
    { click: '::-p-text(Prendre rendez-vous)', audit: true, id: 'depart' },
    { click: '#suite' }, { waitFor: '#zone form', audit: true, id: 'creneau' },
    { fill: 'select[name=jour]', with: 'mardi' }, { click: '#zone button' }, { expect: 'Rendez-vous pris', audit: true, id: 'merci' },
  ],
})
const strayed = Scenario.parse({ name: 'Égaré', steps: [{ goto: '/calme', audit: true, id: 'calme' }, { expect: 'Ce que personne n’écrit' }, { click: 'a', audit: true, id: 'suite' }] })
const jobsFor = (scenario: Scenario, ...ids: string[]) => ids.map((id) => page('/connexion', { page: id, role: 'procedure', scenario }))

let bench: Bench
let seen: Map<string | null, Awaited<ReturnType<Bench['visitAll']>>[number]>
beforeAll(async () => {
  vi.stubEnv('TREFLE_ESSAI_MDP', password)
  bench = await openBench(routes)
  posted = []
  const evidences = await bench.visitAll([...jobsFor(procedure, 'connexion', 'depart', 'creneau', 'merci'), ...jobsFor(strayed, 'calme', 'suite')], {
    withinMs: 120_000, artifacts: ['document', 'text', 'requests', 'cookies', 'storage', 'axe', 'dom', 'textZoom', 'lighthouse'],
  })
  seen = new Map(evidences.map((evidence) => [evidence.page, evidence]))
}, 140_000)
afterAll(async () => {
  vi.unstubAllEnvs()
  await bench.close()
})
const step = (id: string) => seen.get(id) ?? expect.fail(`no evidence of ${id}`)

describe('a scenario', () => {
  it('leads behind a login and through a procedure, once, and reads each step that is audited', () => {
    expect(['connexion', 'depart', 'creneau', 'merci'].map((id) => end(step(id)))).toEqual(Array(4).fill(['measured', null]))
    expect(posted).toEqual(['/connexion', '/reserver'])
    expect(step('merci').finalUrl).toMatch(/^http:\/\/ville\.test\/merci/)
    expect(read(step('merci'), 'text').visibleText).toContain('Rendez-vous pris')
    expect(read(step('depart'), 'cookies')).toMatchObject([{ name: 'seance', httpOnly: true }])
  })

  it('gives each step the requests that it caused, and its own page to axe', () => {
    const paths = (id: string) => read(step(id), 'requests').map(({ url }) => new URL(url).pathname)
    expect(paths('connexion')).toEqual(['/connexion'])
    expect(paths('creneau')).toEqual(['/creneaux'])
    expect(paths('merci')).toEqual(expect.arrayContaining(['/reserver', '/merci']))
    expect(read(step('creneau'), 'axe').violations.map(({ id }) => id)).toContain('image-alt')
    expect(read(step('depart'), 'axe').violations.map(({ id }) => id)).not.toContain('image-alt')
  })

  it('says what a step cannot have: a Lighthouse score, and a document where none was loaded', () => {
    expect(step('creneau').artifacts).toMatchObject({ document: { ok: false, failure: { code: 'not-attempted' } }, lighthouse: { ok: false, failure: { code: 'not-attempted' } } })
    expect(read(step('depart'), 'document').status).toBe(200)
  })

  it('ends at the step that cannot be done: what was read is kept, the next pages say which step it was', () => {
    expect(end(step('calme'))).toEqual(['measured', null])
    expect(step('suite')).toMatchObject({ status: 'not-measured', failure: { code: 'scenario', detail: expect.stringMatching(/^Step 2, expect/) } })
  })
})

it('a secret that the pages repeat, in their words, titles, headers, storage and addresses, is in no evidence', () => {
  const told = JSON.stringify([...seen.values()])
  for (const part of ['querette', 'QUERETTE', encodeURIComponent('Trèfle'), 'Trèfle\\u0027', "Trèfle'"]) expect(told).not.toContain(part)
  expect(read(step('depart'), 'text').title).toBe('Espace •••')
  expect(read(step('depart'), 'storage').map(({ name }) => name)).toContain('•••')
})
