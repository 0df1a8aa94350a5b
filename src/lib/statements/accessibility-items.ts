import { establishmentWords, rateWords } from './conformity.ts'
import { frenchDay } from './french-days.ts'
import type { Item } from './item.ts'

/** The fixed model of the declaration (RGAA 4.1.2, obligations; article 47 of law 2005-102 and decree 2019-768). */
export const accessibilityReferences = [
  { standard: 'law' as const, id: 'Loi 2005-102, article 47 ; décret 2019-768', url: 'https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/' },
]
const references = accessibilityReferences

/** Words of the multi-year plan and of the plan of the year, which are read apart for their years and their link. */
export const planWords = /schema pluriannuel|schema (?:directeur )?d'accessibilite numerique/
export const yearPlanWords = /plans? (?:annuels? )?d'actions?/

/** The fourteen items of an accessibility statement, in the order in which Trèfle shows them. */
export const accessibilityItems: readonly Item[] = [
  {
    id: 'state', label: 'l’état de conformité', required: true, references,
    proof: /(?:est|:) (?:en )?(?:totalement|partiellement|non) conforme|est en (?:conformite (?:totale|partielle)|non-conformite)|n'est pas (?:encore )?conforme/,
    hint: /(?:totalement|partiellement|non) conforme|etat de conformite/,
    model: 'Le site [adresse] est [totalement, partiellement ou non] conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.2.',
  },
  {
    id: 'rate', label: 'la part des critères respectés', references, proof: rateWords, hint: /resultats? des tests|\d ?%/,
    model: 'L’audit de conformité révèle que [nombre] % des critères du RGAA sont respectés.',
  },
  {
    id: 'date', label: 'la date de la déclaration', references, proof: establishmentWords, hint: new RegExp(String.raw`\b${frenchDay}`),
    model: 'Cette déclaration a été établie le [jour mois année].',
  },
  {
    id: 'auditor', label: 'l’auteur de l’audit', refutable: true, references,
    proof: /(?:audit|evaluation|verification|tests?)\b[^.]{0,60}?\b(?:realise|mene|effectue|conduit)e?s?\b[^.]{0,40}?\b(?:par|en interne)\b/,
    hint: /\baudit/,
    model: 'L’audit a été réalisé par [nom de la structure, ou « nos équipes »].',
  },
  {
    id: 'standard', label: 'le référentiel', references, proof: /\brgaa\b|referentiel general d'amelioration de l'accessibilite/, hint: /\bwcag\b|en 301 ?549/,
    model: 'L’évaluation porte sur le RGAA, version 4.1.2.',
  },
  {
    id: 'pages', label: 'la liste des pages vérifiées', references,
    proof: /pages? (?:du site )?ayant fait l'objet|pages? (?:verifiees?|testees?|auditees?|evaluees?)/, hint: /echantillon/,
    model: 'Pages du site ayant fait l’objet de la vérification de conformité : [nom et adresse de chaque page].',
  },
  {
    id: 'inaccessible', label: 'les contenus non accessibles', references, proof: /contenus? non accessibles?|non-conformites?|\bderogations?\b/,
    model: 'Contenus non accessibles. Non-conformités : [liste]. Dérogations pour charge disproportionnée : [liste et raisons]. Contenus non soumis à l’obligation : [liste].',
  },
  {
    id: 'contact', label: 'le moyen d’écrire à un responsable', required: true, references,
    proof: /[\w.+-]+@[\w-]+\.\w|formulaire de contact|\bcontact(?:er|ez) (?!(?:le|son|un) delegue|le defenseur)/, hint: /retour d'information|\bcontact\b/,
    model: 'Si vous n’arrivez pas à accéder à un contenu ou à un service, écrivez à [adresse électronique ou formulaire] : une autre voie vous sera proposée.',
  },
  {
    id: 'remedy', label: 'le recours au Défenseur des droits', required: true, references, proof: /defenseur des droits/,
    model: 'Si la réponse ne vous convient pas, vous pouvez écrire au Défenseur des droits, contacter son délégué dans votre département, ou lui envoyer un courrier sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.',
  },
  {
    id: 'plan-link', label: 'le lien vers le schéma pluriannuel', refutable: true, references, proof: planWords,
    model: 'Notre schéma pluriannuel d’accessibilité numérique [première année]-[dernière année] : [lien].',
  },
  {
    id: 'plan-years', label: 'les années du schéma pluriannuel', refutable: true, references, proof: planWords,
    model: 'Le schéma pluriannuel couvre les années [première année] à [dernière année], trois au plus.',
  },
  {
    id: 'year-plan', label: 'le plan d’actions de l’année', refutable: true, references, proof: yearPlanWords,
    model: 'Notre plan d’actions de l’année [année] : [lien].',
  },
  {
    id: 'technologies', label: 'les technologies du site', references, proof: /technologies? (?:utilisees? )?(?:pour la realisation|du site|utilisees?)|\bhtml/,
    model: 'Technologies utilisées pour la réalisation du site : [HTML, CSS, JavaScript…].',
  },
  {
    id: 'environment', label: 'l’environnement de test', references,
    proof: /environnements? de test|agents? utilisateurs?|technologies? d'assistance|\b(?:nvda|voiceover|jaws|talkback)\b/,
    model: 'Environnement de test : [navigateurs et technologies d’assistance].',
  },
]
