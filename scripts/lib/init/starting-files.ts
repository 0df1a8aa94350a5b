import { stringify } from 'yaml'
import type { ImportedSite } from '#lib/sampling/imported-sites'
import type { Answers } from './answers.ts'
import { slugOf } from './answers.ts'
import { schemaLine } from './json-schemas.ts'

const yaml = (value: unknown) => stringify(value, { lineWidth: 0 })
/** A line that waits for its value: what it is, then how it is written. */
const waiting = (why: string, ...lines: string[]) => [`# ${why}`, ...lines.map((line) => `# ${line}`), ''].join('\n')

export const organisationId = ({ kind }: Answers): string => (kind === 'epci' ? 'intercommunalite' : 'ville')

function territoryYaml(answers: Answers): string {
  const { name, kind, inhabitants, code, email, contactUrl } = answers
  const organisation = { id: organisationId(answers), name, kind, ...(code === undefined ? {} : { code }), ...(inhabitants === undefined ? {} : { inhabitants }) }
  return [
    schemaLine('territory'),
    '# Qui est votre territoire. Chaque ligne se corrige à la main ; un éditeur qui lit le YAML la complète et la vérifie.\n',
    yaml({ id: slugOf(name), name }),
    inhabitants === undefined ? waiting('Nombre d’habitants : sert aux chiffres par habitant.', 'inhabitants: 12480') : yaml({ inhabitants }),
    '# Comment joindre la fonction, jamais une personne, qui répond du tableau de bord.\n',
    yaml({ contact: { ...(email === undefined ? {} : { email }), ...(contactUrl === undefined ? {} : { url: contactUrl }), function: answers.function } }),
    '# La collectivité, puis ses services, ses communes et ses partenaires : un identifiant chacun.\n',
    yaml({ organisations: [organisation] }),
    waiting('Agents qui ont au moins un appareil : sert aux chiffres par agent.', 'equippedStaff:', '  value: 236', '  on: 2026-10-31', '  source: Bilan social'),
    waiting('Mentions légales du tableau de bord : qui répond de la publication, qui l’héberge, à qui écrire pour ses données.', 'legal:', '  director: Le maire', '  host: Nom, adresse et téléphone de l’hébergeur', '  dataProtection: déléguée à la protection des données, dpd@ma-ville.fr', '  hostLog: L’hébergeur garde un journal technique pendant …, pour …'),
    waiting('Domaines de la collectivité : ce qu’ils servent n’est pas un tiers.', 'sameOrganisation: [ma-ville.fr]'),
  ].join('')
}

function sitesYaml(sites: readonly ImportedSite[], organisation: string): string {
  const head = `${schemaLine('sites')}# Les sites à visiter. Sans « pages », un tirage les choisit : « trefle sample ».\n`
  if (sites.length > 0) return head + yaml({ sites })
  return `${head}# Retirez les # et écrivez l’adresse de votre site, puis gardez ce fichier sous le nom sites.yml.\n# sites:\n#   - id: portail\n#     name: Site de la collectivité\n#     url: https://www.ma-ville.fr/\n#     organisation: ${organisation}\n`
}

const sourcesYaml = `${schemaLine('sources')}# Les fichiers et les services où lire le parc, les compteurs, les lieux d’aide. Chaque source nomme son connecteur.
sources: []
`

const commitmentsYaml = (organisation: string) => `${schemaLine('commitments')}# Les promesses, dans les mots de leur document. Leur statut est calculé, jamais écrit. Par exemple :
#   - id: parc-sobre
#     pillar: sobriety
#     text: Garder nos ordinateurs six ans
#     source: { title: Délibération du conseil, on: 2026-03-12, evidence: official }
#     organisation: ${organisation}
#     function: Direction du numérique
#     indicator: service-life
#     target: { value: 6, due: 2028-12-31, direction: at-least }
commitments: []
`

/** The files of a new territory, by name. Without a site yet, sites.yml is only a model: a territory without websites has none. */
export function startingFiles(answers: Answers, sites: readonly ImportedSite[]): Map<string, string> {
  const organisation = organisationId(answers)
  return new Map([
    ['territory.yml', territoryYaml(answers)],
    [sites.length > 0 ? 'sites.yml' : 'sites.modele.yml', sitesYaml(sites, organisation)],
    ['sources.yml', sourcesYaml],
    ['commitments.yml', commitmentsYaml(organisation)],
  ])
}
