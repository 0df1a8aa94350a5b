import type { Conformity as AuditConformity } from '#model/manual-audit'
import { formatDate } from '#lib/time/dates'
import { conformityOfRate, conformityWords } from './conformity.ts'

/** What the record knows of a site; everything else is left to be filled. */
export type DraftFacts = {
  organisation: string
  site: { name: string; url: string }
  /** Where people write: the contact of the territory, an address of a mailbox or of a page. */
  contact: string | null
  /** The last audit by people that is still valid. A machine gives no rate. */
  audit: { on: string; auditor: string; version: string; conformity: AuditConformity; pages: readonly { name: string; url: string | null }[] } | null
  /** Failures that a machine proved, for a person to confirm: criterion and sentence. */
  failures: readonly { criterion: string; message: string; pages: number }[]
  /** Tools of the last visit; null when there was none. */
  tools: { axe: string; trefle: string } | null
  /** Words read in the statement that is on line, by item, to be kept or corrected. */
  onLine: ReadonlyMap<string, string>
}

export type DraftBlock =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }

/** How what is missing is written; both renderings set it off. */
export const missingPattern = /\[À COMPLÉTER : [^\]]+\]/
const missing = (what: string) => `[À COMPLÉTER : ${what}]`

const heading = (level: 1 | 2 | 3, text: string): DraftBlock => ({ kind: 'heading', level, text })
const paragraph = (text: string): DraftBlock => ({ kind: 'paragraph', text })

/** A draft of the accessibility statement in the order of the legal model (RGAA 4.1.2, déclaration d’accessibilité). */
export function statementDraft(facts: DraftFacts): DraftBlock[] {
  return [
    heading(1, 'Déclaration d’accessibilité'),
    paragraph(`${facts.organisation} s’engage à rendre ses sites accessibles, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.`),
    paragraph(`À cette fin, ${facts.organisation} met en œuvre la stratégie et les actions suivantes :`),
    { kind: 'list', items: [`schéma pluriannuel d’accessibilité numérique : ${missing('années et lien')}${kept(facts, 'plan-link')}`, `plan d’actions de l’année : ${missing('année et lien')}${kept(facts, 'year-plan')}`] },
    paragraph(`Cette déclaration s’applique au site ${facts.site.name} (${facts.site.url}).`),
    heading(2, 'État de conformité'), ...stateBlocks(facts),
    heading(2, 'Résultats des tests'), ...resultBlocks(facts),
    heading(2, 'Contenus non accessibles'), ...contentBlocks(facts),
    heading(2, 'Établissement de cette déclaration d’accessibilité'), ...establishmentBlocks(facts),
    heading(2, 'Retour d’information et contact'),
    paragraph(`Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez écrire au responsable du site pour être orienté vers une autre voie ou obtenir le contenu sous une autre forme : ${facts.contact === null ? missing('adresse électronique, ou formulaire accessible') : `${facts.contact} ${missing('adresse à confirmer')}`}.`),
    heading(2, 'Voies de recours'),
    paragraph('Cette procédure sert dans ce cas : vous avez signalé au responsable du site un défaut d’accessibilité qui vous empêche d’accéder à un contenu ou à un service, et sa réponse ne vous convient pas.'),
    { kind: 'list', items: ['écrire un message au Défenseur des droits (https://formulaire.defenseurdesdroits.fr/) ;', 'contacter le délégué du Défenseur des droits dans votre département (https://www.defenseurdesdroits.fr/saisir/delegues) ;', 'envoyer un courrier, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.'] },
  ]
}

function kept({ onLine }: DraftFacts, item: string): string {
  const words = onLine.get(item)
  return words === undefined ? '' : ` — la déclaration en ligne dit : « ${words} »`
}

function stateBlocks({ site, audit }: DraftFacts): DraftBlock[] {
  if (audit?.conformity.state !== 'rated') {
    return [
      paragraph(`Le site ${site.name} est ${missing('totalement, partiellement ou non conforme')} au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.`),
      paragraph('Sans résultat d’audit en cours de validité, le modèle légal demande d’écrire « non conforme ».'),
    ]
  }
  return [paragraph(`Le site ${site.name} est ${conformityWords[conformityOfRate(rateOf(audit.conformity.share))]} au référentiel général d’amélioration de l’accessibilité (RGAA), version ${audit.version}, en raison des non-conformités et des dérogations énumérées ci-dessous.`)]
}

const rateOf = ({ conforming, applicable }: { conforming: number; applicable: number }) => (100 * conforming) / applicable

function resultBlocks({ audit }: DraftFacts): DraftBlock[] {
  if (audit === null) return [paragraph(`${missing('part des critères respectés, donnée par un audit mené par des personnes')} ${missing('qui a mené l’audit, et quand')}`)]
  const by = `L’audit réalisé par ${audit.auditor} le ${formatDate(audit.on)}`
  if (audit.conformity.state !== 'rated') {
    const left = audit.conformity.state === 'partial' ? `il reste ${audit.conformity.untestedCriteria} critères à tester` : 'aucun critère n’y est applicable'
    return [paragraph(`${by} ne donne pas de taux : ${left}. ${missing('part des critères respectés, une fois l’audit terminé')}`)]
  }
  const { conforming, applicable } = audit.conformity.share
  // Cut, never rounded up: 105 criteria out of 106 are not 100 %.
  const rate = (Math.floor(rateOf(audit.conformity.share) * 100) / 100).toLocaleString('fr')
  return [paragraph(`${by} révèle que ${rate} % des critères du RGAA sont respectés (${conforming} sur ${applicable} applicables).`)]
}

function contentBlocks({ failures }: DraftFacts): DraftBlock[] {
  const seen: DraftBlock[] = failures.length === 0 ? [] : [
    paragraph('Échecs prouvés par une machine au dernier passage, à confirmer par une personne et à dire avec les mots du site :'),
    { kind: 'list', items: failures.map(({ criterion, message, pages }) => `critère ${criterion} : ${message} (${pages} ${pages > 1 ? 'pages' : 'page'})`) },
  ]
  return [
    heading(3, 'Non-conformités'), ...seen, paragraph(missing('liste des non-conformités relevées par l’audit')),
    heading(3, 'Dérogations pour charge disproportionnée'), paragraph(missing('liste et raisons, ou « aucune »')),
    heading(3, 'Contenus non soumis à l’obligation d’accessibilité'), paragraph(missing('liste, ou « aucun »')),
  ]
}

function establishmentBlocks(facts: DraftFacts): DraftBlock[] {
  const { audit, tools } = facts
  const pages = audit?.pages.map(({ name, url }) => (url === null ? name : `${name} : ${url}`)) ?? []
  const used = tools === null ? [] : [`axe-core ${tools.axe}, lancé par Trèfle ${tools.trefle} (constats automatiques seulement)`]
  return [
    paragraph(`Cette déclaration a été établie le ${missing('jour, mois et année')}${kept(facts, 'date')}. Elle a été mise à jour le ${missing('jour, mois et année, s’il y a lieu')}.`),
    heading(3, 'Technologies utilisées pour la réalisation du site'), paragraph(`${missing('HTML, CSS, JavaScript…')}${kept(facts, 'technologies')}`),
    heading(3, 'Environnement de test'), paragraph(`${missing('navigateurs et technologies d’assistance')}${kept(facts, 'environment')}`),
    heading(3, 'Outils pour évaluer l’accessibilité'), { kind: 'list', items: [...used, missing('outils de l’audit')] },
    heading(3, 'Pages du site ayant fait l’objet de la vérification de conformité'),
    pages.length > 0 ? { kind: 'list', items: pages } : paragraph(missing('nom et adresse de chaque page de l’audit')),
  ]
}
