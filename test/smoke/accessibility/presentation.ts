import { styled, type LabelledSet } from './labelled.ts'

const both = 'body { color: #222; background: #fff }'
const text = '<h1>Ville</h1><p>Le marché ouvre à huit heures sur la place de la Halle.</p>'
const hidden = '.menu { display: none }'
const menu = '<ul><li class="entree"><a href="/a">Services</a><ul class="menu"><li><a href="/b">Cartes</a></li></ul></li></ul>'
const placed = (css: string, words = ['Agenda des associations', 'Contacter la mairie de quartier']) => styled(`p { position: absolute; top: 40px; margin: 0; font: 20px sans-serif; white-space: nowrap } p + p { top: 44px } ${css}`, words.map((each) => `<p>${each}</p>`).join(''))
/** Two texts that lie on one another only once the page is half as wide. */
const meeting = [placed('p + p { left: 10vw }'), placed('p { left: 5% } p + p { left: 15% }'), placed('p { left: calc(50vw - 300px) } p + p { left: 300px }')]
const apart = [placed('p + p { left: 400px }'), placed('p + p { left: 10vw } @media (max-width: 1200px) { p + p { left: 0; top: 90px } }'), placed('p + p { left: 60px }')]
const boxed = (css: string, words = 'Le marché du samedi matin ouvre à huit heures sur la place de la Halle') => styled(`.boite { overflow: hidden; font: 16px sans-serif; ${css} }`, `<div class="boite">${words}</div>`)

export const presentation: LabelledSet = {
  'colour-pairs': {
    flagged: [styled('p { color: #333 }', text), styled('.bloc { background: #eee }', '<div class="bloc"><p>Texte</p></div>'), styled('.bloc { color: #222; background-image: url(/a.png) }', '<div class="bloc"><p>Texte</p></div>'), '<p style="color:#333">Texte</p>'],
    passes: [styled(both, text), styled('html { background: #fff; color: #111 } p { color: red }', text), styled('p { color: #333; background-color: #fff } h1 { color: #333; background-color: #fff }', text), styled(`${both} .bloc { background: url(/a.png) #eee }`, '<div class="bloc"><p>Texte</p></div>'), styled(':root { --fond: #fff } body { color: #222; background: var(--fond) }', text), styled('p:hover { color: red }', text)],
    inapplicable: ['<p>Sans style.</p>', ''],
  },
  'hover-content': {
    flagged: [styled(`${hidden} .entree:hover .menu { display: block }`, menu), styled('.menu { opacity: 0 } .entree:hover > .menu { opacity: 1 }', menu), styled('.menu { visibility: hidden } li:hover ul { visibility: visible }', menu)],
    passes: [styled(`${hidden} .entree:hover .menu, .entree:focus-within .menu { display: block }`, menu), styled(`${hidden} .entree:hover .menu { display: block } .entree:focus-within > .menu { display: block }`, menu), styled('.entree:hover .menu { display: block }', menu), styled(`${hidden} .entree:hover .menu { display: block }`, menu.replace('<a href="/a">Services</a>', '<button aria-expanded="false">Services</button>'))],
    inapplicable: [styled('a:hover { color: red }', menu), '<p>Rien.</p>'],
  },
  reflow: {
    fails: [styled('main { width: 900px }', `<main>${text}</main>`), styled('body { min-width: 700px }', '<p style="text-align:right">Le marché ouvre à huit heures.</p>'), '<p style="white-space:nowrap">Le marché du samedi ouvre à huit heures sur la place de la Halle, et ferme à treize heures.</p>', '<form><label>Nom <input style="width:600px"></label></form>', '<p>anticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellement</p>'],
    flagged: ['<div style="width:900px;height:20px"></div>', '<table width="780"><tr><td><img src="data:," width="700" height="9" alt=""></td><td>Le marché ouvre à huit heures.</td></tr></table>'],
    passes: [text, `${text}<img width="900" height="9" src="data:," alt="">`, `${text}<div role="img" aria-label="Courbe des dépenses" style="width:700px;text-align:right">Décembre</div>`, `${text}<table style="width:900px"><tr><th scope="col">Jour</th><th scope="col">Heure</th></tr></table>`, `${text}<div style="overflow:auto"><table style="width:900px"><tr><td>1</td></tr></table></div>`, `${text}<div style="overflow:auto;white-space:nowrap">Le marché du samedi ouvre à huit heures sur la place de la Halle.</div>`, styled('main { max-width: 900px } img { max-width: 100% }', `<main>${text}<img width="900" height="9" src="data:," alt=""></main>`), styled('.saut { position: absolute; left: -999rem }', `<a class="saut" href="#c">Aller au contenu</a>${text}`), styled('html { overflow-x: hidden }', '<p style="width:900px">Texte</p>')],
    inapplicable: [],
  },
  'text-zoom': {
    fails: ['<!doctype html><html lang="fr"><head><title>Essai</title><meta name="viewport" content="width=device-width, user-scalable=no"></head><body><p>Texte</p></body></html>', '<!doctype html><html lang="fr"><head><title>Essai</title><meta name="viewport" content="maximum-scale=1"></head><body><p>Texte</p></body></html>'],
    flagged: [boxed('width: 60%; height: 24px; font-size: 26px'), boxed('width: 50vw; white-space: nowrap; font-size: 28px'), ...meeting],
    passes: [text, boxed('width: 60%; min-height: 24px'), boxed('width: 60%; height: 24px; font-size: 26px; text-overflow: ellipsis; white-space: nowrap'), styled('.titre { position: absolute; left: -9999px }', `<p class="titre">Caché</p>${text}`), ...apart],
    inapplicable: [],
  },
  'text-spacing': {
    flagged: [boxed('width: 560px; height: 20px; line-height: 20px'), boxed('width: 520px; white-space: nowrap'), styled('.a { position: absolute; top: 10px; left: 10px; font: 16px/1 sans-serif } .b { position: absolute; top: 10px; left: 330px; font: 16px/1 sans-serif }', '<p class="a">Le marché du samedi ouvre à huit heures</p><p class="b">Place de la Halle</p>')],
    passes: [text, boxed('width: 560px; min-height: 20px'), '<div style="overflow:auto;height:40px" tabindex="0"><p>Un</p><p>Deux</p><p>Trois</p><p>Quatre</p></div><p>Mairie, <a href="/c">nous écrire</a></p>', boxed('width: 520px; white-space: nowrap; text-overflow: ellipsis'), styled('p { line-height: 1.2 }', text)],
    inapplicable: ['', '<img src="data:," alt="">'],
  },
}
