import { styled, type LabelledSet } from './labelled.ts'

const links = (count: number) => Array.from({ length: count }, (_, index) => `<li><a href="/${index}">Page ${index}</a></li>`).join('')
const header = `<header><ul>${links(5)}</ul></header>`
const main = '<main id="contenu"><p>Texte <a href="/suite">Lire la suite</a></p></main>'
const trap = (keys: string) => `<a href="/a">Un</a><div><button id="x">Deux</button><button id="y">Trois</button></div><a href="/b">Quatre</a>
  <script>const [x, y] = [document.getElementById('x'), document.getElementById('y')]; let free = false
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') free = ${keys}; if (event.key === 'Tab' && !free && [x, y].includes(document.activeElement)) { event.preventDefault(); (document.activeElement === x ? y : x).focus() } })</script>`

export const keyboard: LabelledSet = {
  'focus-visible': {
    flagged: [styled('a:focus { outline: none }', '<a href="/a">Un</a><a href="/b">Deux</a>'), styled('* { outline: 0 !important }', '<button style="border:0;background:#eee">Un</button>'), styled('input:focus { outline: none }', '<label><input type="checkbox">Accord</label>')],
    passes: ['<a href="/a">Un</a>', styled('a:focus { outline: none; background: yellow }', '<a href="/a">Un</a>'), styled('a:focus { outline: none } li:focus-within { box-shadow: 0 0 0 3px red }', '<ul><li><a href="/a">Un</a></li></ul>'), styled('section:focus-within { border: 4px solid red } a { outline: none }', '<section><div><p><a href="/a">Un</a></p></div></section>'), styled('input { outline: none }', '<label>Nom <input></label>'), styled('input:focus { outline: none } input:focus + span { outline: 2px solid }', '<label><input type="checkbox"><span>Accord</span></label>')],
    inapplicable: ['<p>Texte</p>', '<a>Ancre</a>'],
  },
  'skip-link': {
    fails: [`<a href="#absent">Aller au contenu</a>${header}${main}`, `<a href="#contenu" onclick="event.preventDefault()">Aller au contenu</a>${header}${main}`, `<a href="#main">Passer au contenu</a>${header}<main><p><a href="/s">Suite</a></p></main>`],
    flagged: [`${header}${main}`, styled('.saut { position: absolute; left: -999rem }', `<a class="saut" href="#contenu">Aller au contenu</a>${header}${main}`)],
    passes: [`<a href="#contenu">Aller au contenu</a>${header}${main}`, styled('.saut { position: absolute; left: -999rem } .saut:focus { left: 0 }', `<a class="saut" href="#contenu">Aller au contenu</a>${header}${main}`), `<ul><li><a href="#menu">Aller au menu</a></li><li><a href="#contenu">Aller au contenu</a></li></ul><div id="menu">${header}</div>${main}`],
    inapplicable: ['<main><a href="/a">Un</a></main>', `<nav><a href="#main-menu" role="button" aria-expanded="false">Aller au menu</a></nav>${main}`, `<nav><a href="#main-menu">Menu</a></nav>${main}`, '<p>Texte</p>', `<header><a href="/">Ville</a></header>${main}`],
  },
  'keyboard-trap': {
    flagged: [trap('false'), '<a href="/a">Un</a><label>Note <textarea></textarea></label><a href="/b">Deux</a><script>document.querySelector("textarea").addEventListener("keydown", (event) => { if (event.key === "Tab") event.preventDefault() })</script>', '<a href="/a">Un</a><div tabindex="0" onkeydown="event.preventDefault()">Carte</div><a href="/b">Deux</a>'],
    passes: ['<a href="/a">Un</a><button>Deux</button>', '<label>Né le <input type="date"></label>', '<a href="/a">Un</a><label>Quand <input type="datetime-local"></label><button>Envoyer</button>', trap('true'), `<ul>${links(60)}</ul>`, '<dialog id="d"><button>Fermer</button></dialog><a href="/a">Un</a><script>document.getElementById("d").showModal()</script>', '<a href="/a">Un</a><iframe title="Plan" srcdoc="<a href=/x>x</a><a href=/y>y</a>"></iframe><a href="/b">Deux</a>'],
    inapplicable: ['<p>Texte</p>', '<a>Ancre</a>'],
  },
}
