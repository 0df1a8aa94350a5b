import type { LabelledSet } from './labelled.ts'

const radios = '<label><input type="radio" name="r" value="1">Oui</label><label><input type="radio" name="r" value="2">Non</label>'
const boxes = '<label><input type="checkbox" name="c" value="1">Un</label><label><input type="checkbox" name="c" value="2">Deux</label>'
const form = (content: string, attributes = 'method="post"') => `<form ${attributes}>${content}<button>Envoyer</button></form>`
const field = (label: string, attributes = '') => `<p><label>${label} <input ${attributes}></label></p>`

export const forms: LabelledSet = {
  'field-groups': {
    fails: [form(radios), form(boxes), form(`<fieldset>${radios}</fieldset>`), form(`<div role="group">${boxes}</div>`), form(`<div role="radiogroup" aria-labelledby="absent">${radios}</div>`)],
    flagged: [form(`<fieldset>${field('Nom')}</fieldset>`)],
    passes: [
      form(`<fieldset><legend>Venez-vous ?</legend>${radios}</fieldset>`), form(`<div role="radiogroup" aria-label="Venez-vous ?">${radios}</div>`), form(`<p id="q">Lesquels ?</p><div role="group" aria-labelledby="q">${boxes}</div>`),
      form('<input type="radio" name="r" aria-label="Venir : oui"><input type="radio" name="r" aria-label="Venir : non">'), form(`<fieldset><legend>Vous</legend>${field('Nom')}${field('Prénom')}</fieldset>`),
      `${form(`<fieldset><legend>A</legend>${radios}</fieldset>`)}${form(`<fieldset><legend>B</legend>${radios}</fieldset>`)}`,
      form(`<fieldset><legend>Sport</legend>${boxes}</fieldset><fieldset><legend>Culture</legend>${boxes}</fieldset>`), form(`<fieldset><legend style="display:contents">Venez-vous ?</legend>${radios}</fieldset>`),
    ],
    inapplicable: ['<p>Pas de champ.</p>', form(`<fieldset role="presentation">${field('Mot')}${field('Lieu')}</fieldset>`), form('<label><input type="checkbox" name="accord">J’accepte</label>'), `<table><tr><td><input type="checkbox" name="ligne" aria-label="1"></td></tr><tr><td><input type="checkbox" name="ligne"></td></tr></table>`, form(`<div hidden>${radios}</div>`)],
  },
  'field-purpose': {
    fails: [form(field('Nom') + field('Prénom')), form(field('Votre courriel', 'type="email"')), form(field('Nom *', 'autocomplete="off"') + field('Téléphone (facultatif)', 'type="tel" autocomplete="tel"')), form(field('Prénom', 'autocomplete="email"') + field('Nom', 'autocomplete="family-name"')), form(field('Votre code postal :'))],
    flagged: [form(field('Courriel', 'type="email"')), form(`<p>Vos coordonnées et celles de votre enfant</p>${field('Nom')}${field('Prénom')}`), `<h1>Inscrire mon enfant</h1>${form(field('Nom') + field('Prénom'))}`, `<h1>Annuaire des services</h1>${form(field('Nom') + field('Prénom'))}`],
    passes: [
      form(field('Nom', 'autocomplete="family-name"') + field('Prénom', 'autocomplete="given-name"')), form(field('Votre courriel', 'autocomplete="section-a home email"')), form(field('Nom et prénom', 'autocomplete="name"')),
      form(field('Adresse postale', 'autocomplete="address-line1"')), form(field('Date de naissance', 'autocomplete="bday"')),
    ],
    inapplicable: [form(field('Nom du projet')), form(field('Courriel'), 'role="search"'), form(field('Nom') + field('Prénom'), 'method="get"'), '<p>Rien.</p>', form(field('Votre nom', 'readonly'))],
  },
}
