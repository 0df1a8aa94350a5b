import type { LeftOut, LeftOutReason, RoleClue, Sample, SampledPage, SampleReason } from '#model/sample'
import type { PageRole } from '#model/site'
import { mandatoryRoles } from '#lib/sampling/mandatory-roles'
import { colours } from '../command/terminal.ts'

const roles: Record<PageRole, string> = {
  home: 'accueil', contact: 'contact', legal: 'mentions légales', privacy: 'données personnelles', accessibility: 'accessibilité', sitemap: 'plan du site',
  help: 'aide', login: 'connexion', search: 'recherche', form: 'formulaire', document: 'document', procedure: 'démarche', service: 'service', news: 'actualités',
  event: 'agenda', gallery: 'galerie', map: 'carte', application: 'application', other: 'autre page',
}

const clues: Record<RoleClue['by'], string> = { link: 'un lien', address: 'son adresse', title: 'son titre', content: 'son contenu' }

const leftOutWords: Record<LeftOutReason, (count: number) => string> = {
  'same-template': (n) => `${n} ${n > 1 ? 'pages construites' : 'page construite'} comme une page de l’échantillon, que le tirage n’a pas retenue${n > 1 ? 's' : ''}`,
  'template-cap': (n) => `${n} ${n > 1 ? 'pages de gabarits rares' : 'page d’un gabarit rare'}, au-delà du nombre de gabarits gardés`,
  'other-document': (n) => `${n} ${n > 1 ? 'autres documents' : 'autre document'} à télécharger`,
  robots: (n) => `${n} ${n > 1 ? 'pages que' : 'page que'} robots.txt demande de ne pas lire`,
  failed: (n) => `${n} ${n > 1 ? 'pages qui n’ont' : 'page qui n’a'} pas pu être lue${n > 1 ? 's' : ''}`,
  'not-fetched': (n) => `${n} ${n > 1 ? 'adresses connues et pas lues' : 'adresse connue et pas lue'}, faute de place dans cette lecture`,
}

/** The pages that the RGAA asks for, where they exist, beside the home page. */
const asked: readonly PageRole[] = [...mandatoryRoles, 'document']

/** Why a page of this role is in the sample, in one line. */
export function spokenReason(reason: SampleReason, role: PageRole): string {
  if (reason.kind === 'declared') return asked.includes(role) ? `déclarée dans sites.yml, comme page demandée par le RGAA : ${roles[role]}` : 'déclarée dans sites.yml'
  if (reason.kind === 'template') return reason.pages > 1 ? `représente ${reason.pages} pages construites de la même façon` : 'seule page vue de sa construction'
  if (reason.kind === 'random') return `tirée au sort (rang ${reason.rank})`
  const known = reason.clues.map(({ by, words }) => `${clues[by]} « ${words} »`).join(', ')
  return `page demandée par le RGAA : ${roles[reason.role]}${known === '' ? '' : `, reconnue à ${known}`}`
}

function pageLines({ path, role, format, why, id }: SampledPage): string[] {
  const { bold, dim } = colours(process.stdout)
  return [`  ${bold(path)}  ${dim(`${id} · ${roles[role]}${format === 'document' ? ' · non visité par le navigateur' : ''}`)}`, ...why.map((reason) => `      ${spokenReason(reason, role)}`)]
}

/** The names kept of one reason, at most five here; the file holds more. */
function leftOutLines(why: LeftOutReason, count: number, named: readonly LeftOut[]): string[] {
  const shown = named.slice(0, 5).map(({ path, detail }) => `      ${path}${detail === '' ? '' : ` (${why === 'same-template' ? `comme ${detail}` : detail})`}`)
  return [`  ${leftOutWords[why](count)}`, ...shown, ...(count > shown.length ? [`      … et ${count - shown.length} de plus`] : [])]
}

/** What the RGAA asks for and no page was recognised as: it may not exist, or have a name that is not known. */
function missingRoles(pages: readonly SampledPage[]): string[] {
  const found = new Set(pages.flatMap(({ role, why }) => [role, ...why.flatMap((reason) => (reason.kind === 'role' ? [reason.role] : []))]))
  const missing = asked.filter((role) => !found.has(role))
  return missing.length === 0 ? [] : [`Demandées par le RGAA quand elles existent, et pas reconnues : ${missing.map((role) => roles[role]).join(', ')}. Déclarez-les dans sites.yml, avec leur rôle.`]
}

/** The sample as a person reads it: what is in it and why, what is not and why, what to know of the search. */
export function sampleReport({ site, pages, leftOut, seen, seed, since, drawnAt, method, notes }: Sample): string {
  const { bold } = colours(process.stdout)
  const counts = Object.entries(leftOut.counts) as [LeftOutReason, number][]
  const said = [...missingRoles(pages), ...notes]
  return [
    bold(`Échantillon du site ${site} : ${pages.length} pages`),
    `  tiré le ${drawnAt.slice(0, 10)}, en vigueur depuis le ${since.slice(0, 10)} · graine « ${seed} » · méthode ${method}`,
    `  ${seen.known} adresses connues, ${seen.read} pages lues, ${seen.templates} gabarits`,
    '', bold('Pages retenues'), ...pages.flatMap(pageLines),
    ...(counts.length === 0 ? [] : ['', bold('Pages vues et non retenues'), ...counts.flatMap(([why, count]) => leftOutLines(why, count, leftOut.named.filter((each) => each.why === why)))]),
    ...(said.length === 0 ? [] : ['', bold('À savoir'), ...said.map((note) => `  ${note}`)]), '',
  ].join('\n')
}
