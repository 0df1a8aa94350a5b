import { establishmentWords } from './conformity.ts'
import { frenchDay } from './french-days.ts'
import type { Item } from './item.ts'

export const ecodesignReferences = [
  { standard: 'rgesn' as const, id: '2024, déclaration d’écoconception', url: 'https://www.arcep.fr/mes-demarches-et-services/entreprises/fiches-pratiques/referentiel-general-ecoconception-services-numeriques.html' },
]
const references = ecodesignReferences

/** What Trèfle looks for in an eco-design statement. No text makes it a duty. */
export const ecodesignItems: readonly Item[] = [
  { id: 'standard', label: 'le référentiel', references, proof: /\brgesn\b|referentiel general d'ecoconception/, hint: /gr ?491|\bw3c\b/, model: 'Cette déclaration suit le référentiel général d’écoconception de services numériques (RGESN), version 2024.' },
  { id: 'scope', label: 'le service évalué', references, proof: /perimetre|s'applique (?:au|a la|a l') ?(?:site|service|application)|(?:site|service|application) evalue/, hint: /https?:|www\./, model: 'Cette déclaration s’applique au service [nom et adresse].' },
  { id: 'score', label: 'le résultat de l’évaluation', references, proof: /\d ?%|\bscore\b[^.]{0,40}\d/, hint: /\bcriteres?\b/, model: 'À l’issue de l’évaluation, [nombre] % des critères applicables sont validés.' },
  { id: 'date', label: 'la date de la déclaration', references, proof: establishmentWords, hint: new RegExp(String.raw`\b${frenchDay}`), model: 'Cette déclaration a été établie le [jour mois année].' },
  { id: 'referent', label: 'la personne ou la fonction référente', references, personal: true, proof: /referente?\b[^.]{0,60}(?:ecoconception|eco-conception|numerique)|(?:ecoconception|eco-conception)[^.]{0,60}\breferente?\b/, model: 'Référent écoconception : [fonction].' },
  { id: 'objectives', label: 'les objectifs de réduction', references, proof: /\bobjectifs?\b[^.]{0,120}(?:redui|reduction|diminu|baiss|sobri)|(?:reduire|reduction)[^.]{0,80}\bobjectifs?\b/, hint: /\bobjectifs?\b/, model: 'Nos objectifs : [réduction visée, indicateur et échéance].' },
  { id: 'measures', label: 'les actions engagées', references, proof: /actions? (?:menees?|engagees?|prevues?|realisees?)|plan d'actions?|bonnes pratiques/, model: 'Actions engagées : [liste].' },
  { id: 'contact', label: 'le moyen d’écrire', references, proof: /[\w.+-]+@[\w-]+\.\w|formulaire de contact|\bcontact(?:er|ez)\b/, hint: /\bcontact/, model: 'Pour une question ou une idée : [adresse électronique].' },
]
