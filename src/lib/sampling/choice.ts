import type { LeftOut, SampledPage, SampleReason } from '#model/sample'
import type { PageRole, SitePage } from '#model/site'
import { drawn } from './draw.ts'
import { mandatoryRoles } from './mandatory-roles.ts'
import { pageIds } from './page-id.ts'
import { guessRoles, type RoleGuess } from './page-roles.ts'
import { linkedKind } from './scope.ts'
import type { SeenDocument, SeenPage } from './seen.ts'
import { groupTemplates, type Template } from './templates.ts'

/** Raised whenever the same pages could give another sample. */
export const sampleMethod = 1

/** A hostile or broken site may show a new template on every page. The most used ones are kept. */
const templateCap = 20

export type ChoiceInput = {
  /** Path of the home page. */
  home: string
  declared: readonly SitePage[]
  pages: readonly SeenPage[]
  documents: readonly SeenDocument[]
  /** Ids given by an earlier sample, by path. */
  knownIds: ReadonlyMap<string, string>
  seed: string
  /** Size of the random part, as a share of the pages chosen for a reason (RGAA: at least a tenth). */
  randomShare: number
}

export type Choice = { pages: SampledPage[]; leftOut: LeftOut[]; templates: number }

type Chosen = { role: PageRole; format: SampledPage['format']; why: SampleReason[] }
type Guessed = { page: SeenPage; roles: readonly RoleGuess[] }

/**
 * The sample of a site: what sites.yml declares, the mandatory pages that were recognised, one page a template that these do
 * not show, and a random tenth of the others. Pure: the same pages in any order and the same seed give the same sample.
 */
export function chooseSample(input: ChoiceInput): Choice {
  const { declared, documents, seed } = input
  const pages = drawn(seed, input.pages)
  const guessed = new Map(pages.map((page) => [page.path, { page, roles: guessRoles(page) }]))
  const templates = groupTemplates(pages)
  const chosen = new Map<string, Chosen>()
  const choose = (path: string, role: PageRole, reason: SampleReason, format: Chosen['format'] = 'page') => {
    const already = chosen.get(path)
    if (already) already.why.push(reason)
    else chosen.set(path, { role, format, why: [reason] })
  }

  const formatOf = (path: string) => (linkedKind(path) === 'document' ? 'document' : 'page')
  for (const { path, role } of declared) choose(path, role, { kind: 'declared' }, formatOf(path))
  if (guessed.has(input.home)) choose(input.home, 'home', { kind: 'role', role: 'home', clues: [] })
  for (const { path, role, clues } of mandatoryPages([...guessed.values()], declared, input.home)) choose(path, role, { kind: 'role', role, clues })
  const [document] = drawn(seed, documents)
  if (document && !declared.some(({ path }) => formatOf(path) === 'document')) choose(document.path, 'document', { kind: 'role', role: 'document', clues: [] }, 'document')
  const likelyRole = (path: string) => guessed.get(path)?.roles[0]?.role ?? 'other'
  for (const template of templates.slice(0, templateCap)) {
    if (template.pages.some(({ path }) => chosen.has(path))) continue
    const [first] = drawn(seed, template.pages)
    if (first) choose(first.path, likelyRole(first.path), { kind: 'template', pages: template.pages.length })
  }
  const others = pages.filter(({ path }) => !chosen.has(path))
  const random = others.slice(0, Math.ceil(chosen.size * input.randomShare))
  random.forEach(({ path }, index) => choose(path, likelyRole(path), { kind: 'random', rank: index + 1 }))
  return { pages: named(chosen, input, templates), leftOut: leftOutOf(input, chosen, templates), templates: templates.length }
}

/** The likeliest page of each mandatory role; of equal ones, one that plays no other role, then the nearest to the root. */
function mandatoryPages(guessed: readonly Guessed[], declared: readonly SitePage[], home: string): (RoleGuess & { path: string })[] {
  const taken = new Set([home, ...declared.map(({ path }) => path)])
  return mandatoryRoles.filter((wanted) => !declared.some(({ role }) => role === wanted)).flatMap((wanted) => {
    const candidates = guessed.flatMap(({ page: { path }, roles }) => roles.filter(({ role }) => role === wanted).map((guess) => ({ ...guess, path })))
    const [best] = candidates.sort((a, b) => Number(taken.has(a.path)) - Number(taken.has(b.path)) || b.weight - a.weight || depthOf(a.path) - depthOf(b.path))
    if (best === undefined) return []
    taken.add(best.path)
    return [best]
  })
}

function depthOf(path: string): number {
  return path.split('/').filter(Boolean).length
}

function named(chosen: ReadonlyMap<string, Chosen>, { declared, pages, knownIds }: ChoiceInput, templates: readonly Template<SeenPage>[]): SampledPage[] {
  const byPath = new Map(pages.map((page) => [page.path, page]))
  const templateOf = new Map(templates.flatMap(({ id, pages: alike }) => alike.map(({ path }) => [path, id])))
  const written = new Map(declared.map((page) => [page.path, page]))
  const ids = pageIds([...chosen.keys()], new Map([...knownIds, ...declared.map(({ path, id }) => [path, id] as const)]))
  return [...chosen].map(([path, { role, format, why }]) => {
    const name = written.get(path)?.name ?? (byPath.get(path)?.heading || byPath.get(path)?.title)
    return { id: ids.get(path) ?? '', path, role, ...(name ? { name: name.slice(0, 80) } : {}), format, why, template: templateOf.get(path) ?? null }
  })
}

function leftOutOf({ pages, documents }: ChoiceInput, chosen: ReadonlyMap<string, Chosen>, templates: readonly Template<SeenPage>[]): LeftOut[] {
  const templateOf = new Map(templates.flatMap((template) => template.pages.map(({ path }) => [path, template])))
  const read = pages.filter(({ path }) => !chosen.has(path)).map(({ path }): LeftOut => {
    const standing = templateOf.get(path)?.pages.map((page) => page.path).filter((each) => chosen.has(each)).sort()[0]
    return standing === undefined ? { path, why: 'template-cap', detail: '' } : { path, why: 'same-template', detail: standing.slice(0, 300) }
  })
  const others = documents.filter(({ path }) => !chosen.has(path)).map(({ path }): LeftOut => ({ path, why: 'other-document', detail: '' }))
  return [...read, ...others].sort((a, b) => (a.path < b.path ? -1 : 1))
}
