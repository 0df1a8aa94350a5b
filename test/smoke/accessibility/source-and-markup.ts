import type { LabelledSet } from './labelled.ts'

const page = (doctype: string, body = '<p>Bonjour.</p>') => `raw:${doctype}<html lang="fr"><head><meta charset="utf-8"><title>Essai</title></head><body>${body}</body></html>`
const html4 = '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">'
const titled = (title: string, more = '') => `<!doctype html><html lang="fr"><head><meta charset="utf-8">${title}</head><body><h1>Budget</h1>${more}</body></html>`

/** The RGAA asks these criteria of every page: none is inapplicable. */
export const sourceAndMarkup: LabelledSet = {
  'document-type': {
    fails: [page(''), page('<!DOCTYPE HTML PUBLIC "-//VILLE//DTD HTML 9//EN">'), page('Bonjour <!doctype html>'), page('<p>Avant</p><!doctype html>'), page('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">'), page('<!DOCTYPE html SYSTEM "perso.dtd">')],
    passes: [page('<!doctype html>'), page('<!-- Commentaire --><!DOCTYPE html>'), page('\n\n<!doctype html>'), page(html4), page('<!DOCTYPE html SYSTEM "about:legacy-compat">'), page('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">'), page('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">')],
    inapplicable: [],
  },
  'valid-code': {
    fails: ['<p id="a">Un</p><p id="a">Deux</p>', '<p class="a" lang="fr" class="b">Un</p>', '<script>document.write("<p id=b>1</p><p id=b>2</p>")</script>', '<svg><path id="t"/></svg><svg><path id="t"/></svg>'],
    flagged: ['<div><span>Un</div>', '<section><ul><li>Un</section>', '<table><tr><td><div>Un</td></tr></table>'],
    passes: ['<p id="a">Un</p><p id="b">Deux</p>', '<ul><li>Un<li>Deux</ul><p>Trois', '<div id="h"></div><p id="a"></p><script>document.getElementById("h").attachShadow({mode:"open"}).innerHTML = "<p id=a>x</p>"</script>', '<p>Une <br/> ligne</p><img src="data:," alt=""/>'],
    inapplicable: [],
  },
  'page-title': {
    fails: [titled(''), titled('<title></title>'), titled('<title>Accueil</title>'), titled('<title>Document sans titre</title>'), titled('<title>https://www.ville.example/budget</title>')],
    passes: [titled('<title>Le budget 2026 – Ville de Villeneuve</title>'), titled('<title>Contacter la mairie</title>'), titled('<title>Accueil – Médiathèque</title>'), titled('<title>Attente</title>', '<script>document.title = "Catalogue, 24 livres"</script>')],
    inapplicable: [],
  },
  'hollow-elements': {
    fails: ['<p>Un</p><p>&nbsp;</p><p>Deux</p>', '<p>Un<br><br><br>Deux</p>', '<ul><li>Un</li><li>&nbsp;</li></ul>', '<blockquote style="height:30px"><p></p></blockquote>', '<p>Un</p><p>\u200b<br></p>'],
    passes: ['<p>Un</p><p>Deux</p>', '<p>1, place du Pont<br>99990 Villeneuve<br>France</p>', '<p id="message" style="height:20px"></p>', '<p class="erreur" style="height:20px"></p>', '<p role="status" style="height:20px"></p>', '<style>p.trait { height: 9px; background: red }</style><p class="trait"></p>', '<p></p>', '<p style="height:20px"><img src="data:," alt=""></p>', '<pre>a<br><br><br>b</pre>', '<div aria-hidden="true"><p>&nbsp;</p></div>'],
    inapplicable: [],
  },
  'presentation-in-code': {
    fails: ['<center>Bonjour</center>', '<font color="red">Bonjour</font>', '<table width="90%"><tr><td>1</td></tr></table>', '<p align="center">Bonjour</p>', '<table><tr><td bgcolor="#fff">1</td></tr></table>', '<iframe frameborder="0" title="Plan" srcdoc="x"></iframe>', `${html4}<html lang="fr"><head><title>Essai</title></head><body><u>Bonjour</u></body></html>`],
    flagged: ['<video width="300" height="200"></video>', '<label>Nom <input size="20"></label>', '<iframe width="300" height="200" title="Plan" srcdoc="x"></iframe>'],
    passes: ['<img src="data:," width="20" height="20" alt="">', '<select size="3" aria-label="Choix"><option>1</select>', '<p style="text-align:center">Bonjour</p>', '<svg width="20" height="20"><text font-size="9" x="1" color="red">a</text></svg>', '<x-carte size="grand" color="bleu" width="3">Carte</x-carte>', '<u>Nom propre</u>', '<center hidden>Bonjour</center>', '<canvas width="20" height="20"></canvas>'],
    inapplicable: [],
  },
}
