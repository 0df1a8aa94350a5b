import type { Item } from './item.ts'

export const legalReferences = [{ standard: 'law' as const, id: 'Loi 2004-575 pour la confiance dans l’économie numérique, mentions légales' }]
const references = legalReferences

const publisher = /edite par|publie par|editeur|edition du site|proprietaire du site/
const host = /heberge(?:e|ur|ment)?s?\b/
const postCode = /\b\d{5}\b,? [a-z]/
const telephone = /(?:\+33|\b0)[ .]?(?:\(0\)[ .]?)?[1-9](?:[ .-]?\d{2}){4}\b/

/** What a legal notice names: who publishes, who answers for it, who hosts (reference: the law above). */
export const legalItems: readonly Item[] = [
  { id: 'publisher', label: 'le nom de l’éditeur', references, proof: publisher, model: 'Ce site est édité par [nom de la collectivité].' },
  { id: 'publisher-address', label: 'l’adresse postale de l’éditeur', references, proof: postCode, near: { words: publisher, characters: 400, until: host }, hint: postCode, model: '[Numéro, rue, code postal, ville].' },
  { id: 'publisher-telephone', label: 'le téléphone de l’éditeur', references, proof: telephone, near: { words: publisher, characters: 500, until: host }, hint: telephone, model: 'Téléphone : [numéro].' },
  {
    id: 'director', label: 'le directeur ou la directrice de la publication', references, personal: true,
    proof: /direct(?:eur|rice)(?:[./·(-]?(?:trice|rice)\)?)? de (?:la )?publication|responsable de (?:la )?publication/,
    model: 'Directrice de la publication : [nom et fonction].',
  },
  { id: 'host', label: 'le nom de l’hébergeur', references, proof: host, model: 'Ce site est hébergé par [nom].' },
  { id: 'host-address', label: 'l’adresse postale de l’hébergeur', references, proof: postCode, near: { words: host, characters: 400 }, model: '[Numéro, rue, code postal, ville de l’hébergeur].' },
  { id: 'host-telephone', label: 'le téléphone de l’hébergeur', references, proof: telephone, near: { words: host, characters: 500 }, model: 'Téléphone : [numéro de l’hébergeur].' },
]
