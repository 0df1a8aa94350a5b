import type { LabelledSet } from './labelled.ts'

/*
 * Whole pages as a town writes them, with techniques that conform and that a hasty check takes for faults, and pages whose faults are known.
 * Each is read by the checks that it puts to the test.
 */

const css = '* { box-sizing: border-box } html { font: 100%/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff } body { margin: 0 } header, main, footer { max-width: 70rem; margin: auto; padding: 1rem } a { color: #00419a } .masque { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap } .saut { position: absolute; inset-inline-start: 0; transform: translateY(-200%) } .saut:focus { transform: none } nav ul { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; padding: 0 } :focus-visible { outline: 3px solid #00419a; outline-offset: 2px } img { max-width: 100%; height: auto }'
const french = { lang: 'fr', skip: 'Aller au contenu', menu: 'Menu principal', home: 'Accueil', form: 'Formulaire', legal: 'Mentions légales' }
const arabic = { lang: 'ar" dir="rtl', skip: 'انتقل إلى المحتوى', menu: 'القائمة الرئيسية', home: 'الاستقبال', form: 'استمارة', legal: 'معلومات قانونية' }
const german = { lang: 'de', skip: 'Zum Hauptinhalt springen', menu: 'Hauptmenü', home: 'Startseite', form: 'Formular', legal: 'Impressum' }

const townPage = (title: string, body: string, style = '', { lang, skip, menu, home, form, legal } = french) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} - Villeneuve</title><style>${css}${style}</style></head><body><a class="saut" href="#contenu">${skip}</a>
<header role="banner"><p><a href="/"><svg aria-hidden="true" focusable="false" width="20" height="20"><circle cx="10" cy="10" r="8"/></svg> Villeneuve</a></p><nav role="navigation" aria-label="${menu}"><ul><li><a href="/">${home}</a></li><li><a href="/formulaire">${form}</a></li></ul></nav></header>
<main role="main" id="contenu" tabindex="-1"><h1>${title}</h1>${body}</main><footer role="contentinfo"><p><a href="/mentions">${legal}</a></p></footer></body></html>`

const crecheForm = townPage('Demander une place en crèche', `<p>Les champs marqués <abbr title="obligatoire">*</abbr> sont obligatoires.</p>
<form method="post" action="/envoi">
<fieldset><legend>Vous</legend>
<p><label for="nom">Nom *</label> <input id="nom" name="nom" autocomplete="family-name" required></p>
<p><label>Prénom * <input name="prenom" autocomplete="given-name" required></label></p>
<p><label for="mel">Courriel *</label> <input id="mel" type="email" autocomplete="email" aria-describedby="mel-aide" required><br><span id="mel-aide">Exemple : nom@domaine.fr</span></p>
<p><span id="l-tel">Téléphone</span> <input type="tel" aria-labelledby="l-tel" autocomplete="tel"></p></fieldset>
<fieldset><legend>Votre enfant</legend>
<p><label for="enom">Nom de l’enfant</label> <input id="enom" name="enom"></p><p><label for="eprenom">Prénom de l’enfant</label> <input id="eprenom"></p>
<div role="group" aria-labelledby="naiss"><p id="naiss">Date de naissance de l’enfant</p><label>Jour <input inputmode="numeric" size="2"></label> <label>Mois <input inputmode="numeric" size="2"></label> <label>Année <input inputmode="numeric" size="4"></label></div></fieldset>
<fieldset><legend>Jours souhaités</legend>${['Lundi','Mardi','Jeudi'].map((j,i)=>`<input type="checkbox" id="j${i}" name="jours" value="${i}"><label for="j${i}">${j}</label>`).join(' ')}</fieldset>
<div role="radiogroup" aria-label="Accueil"><label><input type="radio" name="acc" value="1"> Régulier</label> <label><input type="radio" name="acc" value="2"> Occasionnel</label></div>
<p><label for="q">Quartier</label> <select id="q"><optgroup label="Centre"><option>Gare</option><option>Halles</option></optgroup><optgroup label="Nord"><option>Robertsau</option></optgroup></select></p>
<p><label for="msg">Message</label> <textarea id="msg" rows="4"></textarea></p>
<p><label><input type="checkbox" name="ok"> J’ai lu la <a href="/confidentialite.html">politique de confidentialité</a>.</label></p>
<p><button>Envoyer ma demande</button> <input type="reset" value="Effacer"></p></form>
<form role="search" action="/recherche"><label class="masque" for="s">Rechercher</label><input id="s" type="search" name="q" placeholder="Ex. : état civil"><button aria-label="Lancer la recherche"><svg aria-hidden="true" width="16" height="16"><path d="M1 1h9v9"/></svg></button></form>`)

const tables = townPage('Horaires et tarifs', `<table><caption>Tarifs de la piscine</caption><thead><tr><td></td><th scope="col">Plein tarif</th><th scope="col">Réduit</th></tr></thead><tbody><tr><th scope="row">Entrée</th><td>4 €</td><td>2 €</td></tr><tr><th scope="row">Carnet de 10</th><td>35 €</td><td>18 €</td></tr></tbody></table>
<table><caption>Lignes, par jour et par heure</caption><tr><th id="l">Ligne</th><th id="sem">Semaine</th><th id="we">Dimanche</th></tr><tr><th id="a" headers="l">A</th><td headers="a sem">5 min</td><td headers="a we">15 min</td></tr><tr><th id="b" headers="l">B</th><td headers="b sem">7 min</td><td headers="b we">20 min</td></tr></table>
<table role="presentation"><tr><td><p>Adresse : 1 place de la Mairie</p></td><td><p>Téléphone : <a href="tel:+33300000000">03 00 00 00 00</a></p></td></tr></table>
<div role="region" aria-labelledby="cap3" tabindex="0" style="overflow-x:auto"><table><caption id="cap3">Fréquentation par mois</caption><tr>${Array.from({length:12},(_, i)=>`<th scope="col">Mois ${i+1}</th>`).join('')}</tr><tr>${Array.from({length:12},(_, i)=>`<td>${1000+i*37} visites</td>`).join('')}</tr></table></div>
<dl><dt>Lundi</dt><dd>8 h – 12 h</dd><div><dt>Mardi</dt><dd>8 h – 17 h</dd></div></dl>
<ul>${['Un','Deux'].map(x=>`<li>${x}<ul><li>Sous-point</li></ul></li>`).join('')}</ul>`)

const languages = townPage('Villeneuve, ville ouverte sur l’Europe', `<p>Le week-end, le parking du centre-ville est gratuit, et la newsletter du jeudi annonce les concerts de jazz, le club de football et les start-up du campus.</p>
<p>Les quartiers de Neudorf, Meinau, Koenigshoffen et Schiltigheim fêtent le <span lang="de">Weihnachtsmarkt</span>.</p>
<blockquote lang="en" cite="https://www.example.org/"><p>The city is open to everyone, and every resident has a right to be heard.</p></blockquote>
<p>La devise latine de la ville, « Vrbs nova », figure a priori sur tous les sceaux, etc.</p>
<p><a href="/de/" hreflang="de" lang="de">Deutsch</a> <a href="/en/" hreflang="en" lang="en">English</a></p>
<p lang="de">Die Stadt freut sich auf Ihren Besuch und heißt alle Gäste herzlich willkommen.</p>
<p>Le film « The Zone of Interest » est projeté jeudi au cinéma Star Saint-Exupéry.</p>`)

const images = townPage('Images et dessins', `<p><img src="/photo.svg" width="200" height="100" alt="La place de la mairie, un jour de marché"></p><p><img src="/trait.svg" width="200" height="4" alt=""></p>
<figure role="figure" aria-label="Carte des pistes cyclables"><img src="/carte.svg" width="200" height="100" alt="Carte des pistes cyclables : douze lignes relient le centre aux quartiers"><figcaption>Carte des pistes cyclables</figcaption></figure>
<svg role="img" aria-label="Trois quarts de la ville" width="60" height="60"><circle cx="30" cy="30" r="28"/></svg><svg role="img" aria-labelledby="t1" width="60" height="60"><title id="t1">Hausse de 12 %</title><path d="M1 50L50 1"/></svg><svg aria-hidden="true" width="9" height="9"><path d="M0 0h9"/></svg>
<p><a href="/agenda"><img src="/agenda.svg" width="40" height="40" alt="Agenda"></a> <a href="/plan"><img src="/plan.svg" alt="" width="40" height="40"> Plan de la ville</a> <a href="/rss" aria-label="Flux des actualités"><i class="ico" aria-hidden="true"></i></a></p>
<p><img src="/quartiers.svg" alt="Quartiers" usemap="#q" width="200" height="100"></p><map name="q"><area shape="rect" coords="0,0,100,100" href="/nord" alt="Quartier Nord"><area shape="rect" coords="100,0,200,100" href="/sud" alt="Quartier Sud"></map>
<form action="/r"><label>Mot <input name="mot"></label><input type="image" src="/loupe.svg" alt="Chercher" width="20" height="20"></form>
<canvas width="50" height="50" role="img" aria-label="Courbe de la température">Courbe de la température</canvas>
<object type="image/svg+xml" data="/photo.svg" role="img" aria-label="Photographie du marché" width="100" height="50">Photographie du marché</object>
<picture><source srcset="/photo.svg" media="(min-width: 40em)"><img src="/photo.svg" alt="Le marché" width="100" height="50"></picture>
<div class="deco"></div>`, '.ico::before{content:"\\25C9"}.deco{height:20px;background:url(/trait.svg)}')

const frames = townPage('Cadres et cartes', `<iframe title="Carte des travaux en cours" src="/cadre.html" width="400" height="200"></iframe>
<iframe title="Vidéo : la fête du fleuve" srcdoc="&lt;!doctype html&gt;&lt;html lang=fr&gt;&lt;title&gt;Vidéo&lt;/title&gt;&lt;p&gt;Lecteur&lt;/p&gt;" width="300" height="150"></iframe>
<iframe src="about:blank" aria-hidden="true" tabindex="-1" style="display:none"></iframe>
<p><a href="/budget.pdf">Budget 2026 (PDF, 1,2 Mo)</a></p><p><a href="https://www.example.org/" target="_blank" rel="noopener">Service public (nouvelle fenêtre)</a></p>
<h2>Lire aussi</h2><ul><li><a href="/b01.html">La demande de place en crèche</a></li></ul><h2>À côté</h2><h3>Détail</h3><p>Texte.</p><h2>Encore</h2><p>Texte.</p>`)

const widgets = townPage('Fenêtres, menus et onglets', `<p><button id="ouvre" aria-haspopup="dialog">Choisir une date</button></p><dialog id="d" aria-labelledby="dt"><h2 id="dt">Choisir une date</h2><form method="dialog"><label>Jour <input type="date"></label><button>Fermer</button></form></dialog>
<div class="nav2"><button aria-expanded="false" aria-controls="m">Services</button><ul id="m" hidden><li><a href="/eau">Eau</a></li><li><a href="/dechets">Déchets</a></li></ul></div>
<div role="tablist" aria-label="Démarches"><button role="tab" id="o1" aria-selected="true" aria-controls="p1">En ligne</button><button role="tab" id="o2" aria-selected="false" aria-controls="p2" tabindex="-1">Sur place</button></div><div role="tabpanel" id="p1" aria-labelledby="o1" tabindex="0"><p>En ligne, à toute heure.</p></div><div role="tabpanel" id="p2" aria-labelledby="o2" tabindex="0" hidden><p>À la mairie.</p></div>
<details><summary>Pièces à fournir</summary><p>Une pièce d’identité.</p></details>
<p>Délai <span class="bulle"><button aria-describedby="tip" aria-label="Aide sur le délai">?</button><span role="tooltip" id="tip">Deux semaines en moyenne</span></span></p>
<label class="inter"><input type="checkbox" role="switch"> <span class="piste"></span> Recevoir les alertes</label>
<script>ouvre.onclick=()=>d.showModal();const b=document.querySelector('[aria-controls=m]');b.onclick=()=>{m.hidden=!m.hidden;b.setAttribute('aria-expanded',!m.hidden)};const o=[o1,o2],p=[p1,p2];for(const [i,x] of o.entries()){x.onclick=()=>{o.forEach((y,j)=>{y.setAttribute('aria-selected',j===i);y.tabIndex=j===i?0:-1;p[j].hidden=j!==i})};x.onkeydown=e=>{if(/Arrow/.test(e.key)){o[1-i].focus();o[1-i].click()}}};document.addEventListener('keydown',e=>{if(e.key==='Escape')document.querySelector('.bulle').classList.add('off')})</script>`, '.bulle{position:relative}.bulle [role=tooltip]{display:none;position:absolute;background:#222;color:#fff;padding:.3rem}.bulle:hover [role=tooltip],.bulle:focus-within [role=tooltip]{display:block}.bulle.off [role=tooltip]{display:none!important}.inter input{position:absolute;opacity:0}.piste{display:inline-block;width:2em;height:1em;border:2px solid #333;border-radius:1em}.inter input:focus-visible+.piste{outline:3px solid #00419a;outline-offset:2px}.inter input:checked+.piste{background:#070}')

const carousel = townPage('En ce moment', `<section aria-roledescription="carrousel" aria-label="À la une" id="c"><button id="pause" aria-pressed="false">Arrêter le défilement</button><button id="suiv">Actualité suivante</button><div aria-live="off">${['La fête du fleuve','Les travaux du pont','Le budget participatif'].map((x,i)=>`<div class="vue" role="group" aria-roledescription="vue" aria-label="${i+1} sur 3"${i?' hidden':''}><h2>${x}</h2><p><a href="/actu/${i}">Lire : ${x}</a></p></div>`).join('')}</div></section>
<p role="status">Aucune alerte en cours.</p><p class="roue" role="img" aria-label="Chargement"></p>
<progress max="100" value="40" aria-label="Avancement des travaux">40 %</progress>
<audio controls src="/son.mp3"></audio><p><a href="/son.txt">Transcription du message du maire</a></p>
<video controls width="320" height="180" aria-label="La fête du fleuve"><source src="/fete.mp4"><track kind="captions" src="/fete.vtt" srclang="fr" label="Français" default></video><p><a href="/fete.txt">Transcription de la vidéo</a></p>
<script>const diapos=[...document.querySelectorAll('.vue')];let i=0,t;const va=()=>{i=(i+1)%3;diapos.forEach((v,j)=>v.hidden=j!==i)};const joue=()=>t=setInterval(va,4000);if(!matchMedia('(prefers-reduced-motion: reduce)').matches)joue();pause.onclick=()=>{const s=pause.getAttribute('aria-pressed')==='true';pause.setAttribute('aria-pressed',!s);pause.textContent=s?'Arrêter le défilement':'Reprendre le défilement';s?joue():clearInterval(t)};suiv.onclick=va</script>`, '.roue{width:20px;height:20px;border:3px solid #333;border-top-color:transparent;border-radius:50%;animation:r 1s linear 3}@keyframes r{to{transform:rotate(1turn)}}')

const components = townPage('Composants', `<ma-carte><h2 slot="titre">Marché de Noël</h2><p>Du 25 novembre au 24 décembre, place Kléber.</p></ma-carte><ma-carte><h2 slot="titre">Patinoire</h2><p>Ouverte en janvier.</p></ma-carte>
<mon-champ label="Votre quartier"></mon-champ>
<p>Citation : <q>Ensemble.</q> H<sub>2</sub>O, 1<sup>er</sup>, <kbd>Entrée</kbd>, <time datetime="2026-11-22">22 novembre</time>, <abbr title="Centre communal d’action sociale">CCAS</abbr>.</p>
<h2>Texte arabe cité</h2><p>Le mot <span lang="ar" dir="rtl">سلام</span> veut dire paix.</p>
<div style="max-height:6em;overflow:auto" tabindex="0" role="region" aria-label="Conditions"><p>${'Longues conditions à lire. '.repeat(40)}</p></div>
<p class="clamp">${'Un texte long qui tient dans sa boîte. '.repeat(3)}</p>
<script>customElements.define('ma-carte',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<style>:host{display:block;border:1px solid #777;padding:1rem}a:focus-visible{outline:3px solid #00419a}</style><article><slot name="titre"></slot><slot></slot><p><a href="/marche">Programme complet</a></p></article>'}});customElements.define('mon-champ',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<label for="x">'+this.getAttribute('label')+'</label> <input id="x">'}})</script>`, '.clamp{border:1px solid #777;padding:.5em}')

const bareForm = townPage('Demande', `<form method="post"><input placeholder="Nom"><input type="email" placeholder="Courriel"><input type="radio" name="r" value="a">Oui<input type="radio" name="r" value="b">Non<select><option>Choisir</option></select><button></button></form>`)

const untitledFrames = townPage('Cadres', `<iframe src="/cadre.html" width="400" height="200"></iframe><iframe title="iframe" src="/cadre-mauvais.html" width="300" height="200"></iframe><h4>Saut de niveau</h4><h1></h1>`)

const oldCode = townPage('Page sans sens', `<p>ترحب المدينة بجميع سكانها وزوارها، وتقدم لهم خدمات رقمية سهلة الاستعمال ومفتوحة للجميع.</p><p>ab<font color="red">c</font><center>centre</center></p><div style="width:900px">Très large bloc qui oblige à défiler en deux sens, avec assez de texte pour compter</div><p style="height:1.2em;overflow:hidden;line-height:1.2">Texte coupé ${'encore '.repeat(60)}</p>`)

const brokenComponents = townPage('Composants', `<ma-carte></ma-carte><style>*:focus{outline:none!important}</style><p><a href="/1">Un</a> <a href="/2">Deux</a></p><div id="x"></div><div id="x"></div><a href="/x">cliquez ici</a><script>customElements.define('ma-carte',class extends HTMLElement{connectedCallback(){this.attachShadow({mode:'open'}).innerHTML='<img src="/photo.svg" width="90" height="60"><button></button><p style="color:#bbb;background:#fff">clair</p>'}})</script>`)

const fromRightToLeft = townPage('مرحبا بكم في المدينة', `<p>ترحب المدينة بجميع سكانها وزوارها، وتقدم لهم خدمات رقمية سهلة الاستعمال ومفتوحة للجميع.</p><p>رقم الهاتف: <bdi>03 00 00 00 00</bdi></p><p lang="fr" dir="ltr">La mairie accueille le public du lundi au vendredi, de huit heures à dix-sept heures.</p><form action="/r"><label for="n">الاسم</label> <input id="n" autocomplete="name"> <button>أرسل</button></form>`, '', arabic)

const inGerman = townPage('Anmeldung', '<p>Die Stadt freut sich auf Ihren Besuch und heißt alle Gäste herzlich willkommen; die Bürgerämter sind montags bis freitags von acht bis siebzehn Uhr geöffnet, und alle Formulare können auch von zu Hause ausgefüllt werden.</p><p lang="fr">La mairie accueille le public du lundi au vendredi, de huit heures à dix-sept heures.</p>', '', german)

/** Merged with the small pages of each check. */
export const wholePages: LabelledSet = {
  'field-groups': { fails: [bareForm], passes: [crecheForm], inapplicable: [tables] },
  'field-purpose': { fails: [bareForm], passes: [crecheForm], inapplicable: [tables] },
  'presentation-in-code': { fails: [oldCode], passes: [tables, widgets, components], inapplicable: [] },
  'text-language': { passes: [languages, inGerman], inapplicable: [] },
  'reading-direction': { fails: [oldCode], passes: [fromRightToLeft, components], inapplicable: [] },
  'hollow-elements': { passes: [images, components], inapplicable: [] },
  'frame-title': { fails: [untitledFrames], passes: [frames], inapplicable: [] },
  'frame-title-meaning': { fails: [untitledFrames], passes: [frames], inapplicable: [] },
  headings: { fails: [untitledFrames], passes: [frames, components], inapplicable: [] },
  'link-content': { passes: [frames, components], inapplicable: [] },
  'hover-content': { passes: [widgets], inapplicable: [] },
  'keyboard-trap': { passes: [widgets], inapplicable: [] },
  'focus-visible': { flagged: [brokenComponents], passes: [widgets, components], inapplicable: [] },
  'skip-link': { passes: [fromRightToLeft, inGerman], inapplicable: [] },
  'colour-pairs': { passes: [widgets, components], inapplicable: [] },
  'page-regions': { passes: [fromRightToLeft, carousel], inapplicable: [] },
  'text-spacing': { passes: [crecheForm, components], inapplicable: [] },
  'text-zoom': { passes: [crecheForm, widgets], inapplicable: [] },
  reflow: { fails: [oldCode], passes: [tables, fromRightToLeft, images], inapplicable: [] },
  'valid-code': { fails: [brokenComponents], passes: [images, components], inapplicable: [] },
}
