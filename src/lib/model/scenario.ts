import { z } from 'zod'
import { Slug } from './quantity.ts'
import { PageRole } from './site.ts'

/** A selector of puppeteer: CSS, or `::-p-text(Envoyer)`, `::-p-aria(Envoyer)`. */
const Selector = z.string().min(1).max(500)

/** Name of an environment variable: the secret itself is never in a file. */
const EnvironmentName = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'le nom d’une variable d’environnement est attendu, en majuscules, par exemple DEMARCHE_MOT_DE_PASSE ; jamais le secret')

/** A path of the site, or a whole address. */
const Goto = z.union([z.string().startsWith('/'), z.url({ protocol: /^https?$/ })], { error: 'un chemin du site est attendu, par exemple /connexion, ou une adresse http entière' })

const actions = ['goto', 'fill', 'click', 'waitFor', 'expect'] as const

/** One thing to do, then, with `audit: true`, a page to audit as it then stands. */
export const ScenarioStep = z.strictObject({
  goto: Goto.optional(),
  /** A field, and what goes in it: a text (`with`) or the value of an environment variable (`secret`). */
  fill: Selector.optional(),
  with: z.string().max(1000).optional(),
  secret: EnvironmentName.optional(),
  click: Selector.optional(),
  /** An element that must be there and seen before going on. */
  waitFor: Selector.optional(),
  /** A text that must be read on the page before going on. */
  expect: z.string().min(1).max(300).optional(),
  audit: z.literal(true).optional(),
  /** Names the page in the history: it must not change when steps are added. */
  id: Slug.optional(),
  name: z.string().min(1).max(200).optional(),
  role: PageRole.optional(),
}).superRefine((step, context) => {
  const refuse = (message: string, mend: string, path: string[] = []) => context.addIssue({ code: 'custom', message, params: { mend }, path })
  if (actions.filter((action) => step[action] !== undefined).length !== 1)
    refuse('une étape fait une chose, et une seule', `Écrivez l’un de ces mots : ${actions.join(', ')}.`)
  if (step.fill !== undefined && (step.with === undefined) === (step.secret === undefined))
    refuse('ce qui va dans le champ est attendu', 'Ajoutez « with: un texte », ou « secret: NOM_DE_VARIABLE ».', ['fill'])
  if (step.fill === undefined && (step.with ?? step.secret) !== undefined)
    refuse('« with » et « secret » vont avec « fill »', 'Ajoutez « fill: sélecteur du champ ».', [step.with === undefined ? 'secret' : 'with'])
  if (step.audit && step.id === undefined)
    refuse('une étape auditée a un identifiant, qui nomme la page dans l’historique', 'Ajoutez par exemple « id: choix-du-creneau ».', ['audit'])
  if (!step.audit && (step.id ?? step.name ?? step.role) !== undefined)
    refuse('« id », « name » et « role » vont avec une étape auditée', 'Ajoutez « audit: true ».')
})
export type ScenarioStep = z.infer<typeof ScenarioStep>

/** scenarios/<name>.yml: how to reach pages that an address does not lead to, behind a login or in a procedure. */
export const Scenario = z.strictObject({
  name: z.string().min(1).max(200),
  /** Site of sites.yml that the audited steps belong to. */
  site: Slug.optional(),
  /** Hosts of others that may be gone to and be given secrets, a shared login portal for example. Those of the site always may. */
  hosts: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'un nom d’hôte est attendu, par exemple connexion.ville.fr')).default([]),
  steps: z.array(ScenarioStep).min(1).max(100),
}).superRefine(({ steps }, context) => {
  if (steps[0]?.goto === undefined) context.addIssue({ code: 'custom', message: 'un scénario commence par aller quelque part', params: { mend: 'Écrivez d’abord « goto: /chemin ».' }, path: ['steps', 0] })
  if (!steps.some(({ audit }) => audit)) context.addIssue({ code: 'custom', message: 'aucune étape n’est auditée', params: { mend: 'Ajoutez « audit: true » et « id » à celles qui doivent l’être.' }, path: ['steps'] })
  const ids = steps.map(({ id }) => id)
  const twin = ids.findIndex((id, index) => id !== undefined && ids.indexOf(id) < index)
  if (twin !== -1) context.addIssue({ code: 'custom', message: `l’identifiant « ${ids[twin]} » est déjà pris`, params: { mend: 'Donnez à chaque étape un identifiant différent.' }, path: ['steps', twin, 'id'] })
})
export type Scenario = z.infer<typeof Scenario>
