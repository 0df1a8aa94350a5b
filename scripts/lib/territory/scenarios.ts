import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Scenario } from '#model/scenario'
import type { Site, SitePage } from '#model/site'
import { shortestSecret } from '#lib/words/mask'
import { UsageError } from '../command/errors.ts'
import { readYaml } from '../files/yaml-file.ts'

export type Scenarios = ReadonlyMap<string, Scenario>

/** One scenario file. Throws a UsageError that names the file, the line, what was expected and how to mend it. */
export async function readScenario(file: string): Promise<Scenario> {
  const found = await readYaml(file, Scenario)
  if (found === null) throw new UsageError(`Le scénario ${file} est introuvable.`, 'Vérifiez son chemin.')
  return found.value
}

/** The scenarios of a territory (scenarios/<name>.yml), by name; each is of one of its sites. */
export async function readScenarios(dataDir: string, sites: readonly Site[]): Promise<Scenarios> {
  const folder = join(dataDir, 'scenarios')
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = names.filter((name) => /^[a-z0-9]+(-[a-z0-9]+)*\.yml$/.test(name)).sort()
  const stray = names.find((name) => /\.ya?ml$/i.test(name) && !files.includes(name))
  if (stray !== undefined) throw new UsageError(`scenarios/${stray} ne serait pas lu.`, 'Nommez-le en minuscules, avec des tirets, par exemple prise-de-rendez-vous.yml.')
  return new Map(await Promise.all(files.map(async (name) => [basename(name, '.yml'), await ofSite(join(folder, name), sites)] as const)))
}

async function ofSite(file: string, sites: readonly Site[]): Promise<Scenario> {
  const scenario = await readYaml(file, Scenario)
  if (scenario === null) throw new UsageError(`Le scénario ${file} est introuvable.`, 'Vérifiez son chemin.')
  const { site, steps } = scenario.value
  const owner = sites.find(({ id }) => id === site)
  if (owner === undefined) throw scenario.refuse(['site'], site === undefined ? 'le site du scénario manque' : `« ${site} » n’existe pas dans sites.yml`, `Choisissez parmi : ${sites.map(({ id }) => id).join(', ')}.`)
  const taken = steps.findIndex(({ id }) => owner.pages.some((page) => page.id === id))
  if (taken !== -1) throw scenario.refuse(['steps', taken, 'id'], `une page de ${owner.id} s’appelle déjà « ${steps[taken]?.id} »`, 'Donnez un autre identifiant à cette étape.')
  return scenario.value
}

/** The site with the audited steps of its scenarios among its pages. */
export function withScenarios(site: Site, scenarios: Scenarios): Site {
  const steps = [...scenarios].filter(([, scenario]) => scenario.site === site.id).flatMap(([name, scenario]) => auditedSteps(scenario).map((page) => ({ ...page, scenario: name })))
  const twin = steps.find(({ id }, index) => steps.findIndex((other) => other.id === id) < index)
  if (twin) throw new UsageError(`scenarios/${twin.scenario}.yml : un autre scénario de ${site.id} a déjà une étape « ${twin.id} ».`, 'Donnez à chaque étape un identifiant différent.')
  return steps.length === 0 ? site : { ...site, pages: [...site.pages, ...steps] }
}

/** The pages that a scenario audits, each at the path that was last gone to. */
export function auditedSteps(scenario: Scenario): SitePage[] {
  let path = '/'
  return scenario.steps.flatMap(({ goto, audit, id, name, role = 'procedure' }) => {
    if (goto?.startsWith('/')) path = goto
    return audit && id !== undefined ? [{ id, path, role, name: name ?? `${scenario.name} : ${id}` }] : []
  })
}

/** Before any browser starts: every secret that is asked for is there, and can be hidden. Throws a UsageError that repeats none. */
export function requireSecrets(scenarios: Iterable<Scenario>, environment: NodeJS.ProcessEnv): void {
  for (const { name, steps } of scenarios) {
    for (const { secret } of steps) {
      const value = secret === undefined ? undefined : environment[secret]
      if (secret !== undefined && (value === undefined || value === '')) throw new UsageError(`La variable ${secret}, que demande le scénario « ${name} », n’a pas de valeur.`, `Donnez-la dans l’environnement de la commande, jamais dans un fichier : ${secret}=… trefle …`)
      if (value !== undefined && value.trim().length < shortestSecret) throw new UsageError(`La variable ${secret} est trop courte pour être cachée dans les preuves.`, `Choisissez, pour le compte de visite, un secret d’au moins ${shortestSecret} caractères.`)
    }
  }
}
