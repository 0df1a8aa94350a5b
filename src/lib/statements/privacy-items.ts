import type { Item } from './item.ts'

export const privacyReferences = [
  { standard: 'law' as const, id: 'RGPD, article 13', url: 'https://eur-lex.europa.eu/eli/reg/2016/679/oj' },
]
const references = privacyReferences

const officer = /delegue(?:\(e\)|[.·-]?e)?s? a la protection des donnees|\bdp[od]\b(?!@)/
const way = /[\w.+-]+@[\w-]+\.\w|(?:\+33|\b0)[ .]?[1-9](?:[ .-]?\d{2}){4}\b|formulaire|\b\d{5}\b,? [a-z]/

/** What a public body tells the people whose data it gathers (GDPR, article 13; a data protection officer by article 37). */
export const privacyItems: readonly Item[] = [
  { id: 'controller', label: 'le responsable de traitement', references, proof: /responsables? (?:du|des|de|conjoints? d[eu]s?) (?:(?:ces|ses|vos|leurs) )?traitements?/, model: '[Nom de la collectivité] est responsable des traitements décrits ici.' },
  { id: 'officer', label: 'le délégué ou la déléguée à la protection des données', references, proof: officer, refutable: true, personal: true, model: 'Notre déléguée à la protection des données répond à [adresse électronique].' },
  { id: 'officer-contact', label: 'le moyen d’écrire au délégué ou à la déléguée', references, proof: way, near: { words: officer, characters: 250 }, personal: true, model: 'Pour lui écrire : [adresse électronique ou postale].' },
  { id: 'purposes', label: 'les finalités', references, proof: /\bfinalites?\b/, hint: /sont utilisees? pour|serv(?:ent|ir) a|afin de|dans le but/, model: 'Finalité : [à quoi servent les données, formulaire par formulaire].' },
  { id: 'basis', label: 'la base légale', references, proof: /bases? (?:legales?|juridiques?)|missions? d'interet public|obligations? legales?/, hint: /\bconsentement\b/, model: 'Base légale : [mission d’intérêt public, obligation légale ou consentement].' },
  { id: 'retention', label: 'la durée de conservation', references, proof: /durees? de conservation|conserve(?:es?|s)? (?:pendant|durant|jusqu|\d|au plus|un |deux |trois |six )/, hint: /\bconservation\b/, model: 'Durée de conservation : [durée, finalité par finalité].' },
  { id: 'recipients', label: 'les destinataires', references, proof: /\bdestinataires?\b/, onlyIf: 's’il y en a', model: 'Destinataires : [services et prestataires].' },
  { id: 'outside-eu', label: 'l’envoi hors de l’Union européenne', references, proof: /hors de l'union europeenne|hors (?:de l')?ue\b|pays tiers/, onlyIf: 's’il y en a un', model: '[Pays et garanties, si des données quittent l’Union européenne.]' },
  { id: 'rights', label: 'les droits des personnes', references, proof: /(?:\bacces|rectification|effacement)\b[^.]{0,120}\b(?:rectification|effacement|limitation|opposition|portabilite)\b/, hint: /\b(?:vos|leurs) droits\b|droits? d'acces/, model: 'Vous pouvez demander l’accès à vos données, leur rectification, leur effacement ou la limitation de leur usage, et vous y opposer.' },
  { id: 'complaint', label: 'la réclamation à la CNIL', references, proof: /(?:reclamation|plainte)s?\b[^.]{0,100}\b(?:cnil|commission nationale de l'informatique)|\b(?:cnil|commission nationale de l'informatique)\b[^.]{0,100}\b(?:reclamation|plainte)/, hint: /\bcnil\b/, model: 'Si notre réponse ne vous convient pas, vous pouvez adresser une réclamation à la CNIL.' },
]
