import type { LabelledSet } from './labelled.ts'

const french = 'Le conseil municipal se réunit chaque mois dans la grande salle de la mairie pour voter les dépenses de la commune, écouter les habitants du quartier et décider ensemble des travaux qui seront menés pendant l’année à venir dans les écoles, les rues et les jardins.'
const english = 'The town council meets every month in the main hall of the town house to vote on the spending of the town, to listen to the people who live in the area and to decide together which works will be carried out during the coming year in the schools, the streets and the parks.'
const german = 'Der Stadtrat trifft sich jeden Monat im großen Saal des Rathauses, um über die Ausgaben der Gemeinde abzustimmen, den Einwohnern des Viertels zuzuhören und gemeinsam zu entscheiden, welche Arbeiten im kommenden Jahr in den Schulen, Straßen und Gärten durchgeführt werden.'
const spanish = 'El concejo municipal se reúne cada mes en la gran sala del ayuntamiento para votar los gastos del municipio, escuchar a los habitantes del barrio y decidir juntos qué obras se llevarán a cabo durante el próximo año en las escuelas, las calles y los jardines de la ciudad.'
const alsatian = 'Dr Gemeinderot trifft sich jede Monet im grosse Saal vum Stadthüs, fer ìwer d Üsgawe vun dr Gemein abzestimme, de Lit vum Viertel züezelose un zamme ze entscheide, welli Arweite im nächschte Johr in de Schüele, uf de Stroosse un in de Gärte gemacht wäre solle.'
const inLanguage = (lang: string, body: string) => `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>Essai</title></head><body>${body}</body></html>`
const region = (body: string) => `<header><p>Ville</p></header><nav><a href="/">Accueil</a></nav>${body}<footer><p>Mairie</p></footer>`
const long = 'Le marché ouvre à huit heures sur la place de la Halle, et ferme à treize heures en hiver comme en été.'

export const structureAndWording: LabelledSet = {
  'text-language': {
    flagged: [inLanguage('en', `<p>${french}</p>`), inLanguage('fr', `<p>${french}</p><p>${english}</p>`), inLanguage('fr', `<p>${french}</p><p lang="es">${german}</p>`), inLanguage('de', `<p>${english}</p>`), inLanguage('fr', `<p>${spanish}</p>`)],
    passes: [inLanguage('fr', `<p>${french}</p>`), inLanguage('en-GB', `<p>${english}</p>`), inLanguage('fr', `<p>${french}</p><p lang="de">${german}</p>`), inLanguage('fr', `<p>${french}</p><p lang="es">${spanish}</p>`), inLanguage('fr', `<p>${french}</p><p lang="gsw">${alsatian}</p>`), inLanguage('fr', `<p>${french}</p><pre><p>${english}</p></pre>`)],
    inapplicable: ['<p>Trop court.</p>', inLanguage('br', `<p>${french}</p>`), '<p></p>'],
  },
  'reading-direction': {
    fails: ['<p>العربية</p>', '<p dir="ltr">שלום לכולם</p>', '<p dir="droite">Bonjour</p>', '<p lang="ar">مرحبا بكم في المدينة</p>', '<ul><li><a href="/ar">العربية</a></li></ul>'],
    flagged: ['<p dir="auto">Bonjour</p>', '<p dir="auto">العربية</p>'],
    passes: ['<p dir="rtl" lang="ar">العربية</p>', '<p dir="ltr">Bonjour</p>', '<div dir="RTL"><p>שלום</p></div>', '<p dir="rtl">مرحبا</p><p>Bonjour</p>'],
    inapplicable: ['<p>Bonjour</p>', '<p>Lettre א seule</p>', '<p hidden>العربية</p>'],
  },
  headings: {
    fails: ['<h1>Ville</h1><h2></h2><p>Texte</p>', '<h2>&nbsp;</h2>', '<h1><img src="data:," alt=""></h1>', '<div role="heading" aria-level="2"></div>'],
    flagged: ['<h1>Ville</h1><h3>Agenda</h3>', `<h1>Ville</h1><p><strong>Horaires du marché</strong></p><p>${long}</p>`, '<h2>Un</h2><h4>Deux</h4>', `<div style="font-size:30px">Horaires</div><p>${long}</p>`],
    passes: ['<h1>Ville</h1><h2>Agenda</h2><h3>Mai</h3><h2>Contact</h2>', '<h1><span style="display:contents">Ville</span></h1>', '<h1><img src="data:," alt="Ville"></h1>', `<h1>Ville</h1><p><strong>Le marché ouvre plus tôt.</strong></p><p>${long}</p>`, '<h1>Ville</h1><h2 hidden></h2>', '<h1>Ville</h1><h4 role="presentation">Décor</h4>', `<h1>Ville</h1><ul><li><b>Mardi</b> ${long}</li></ul>`, '<h2 aria-label="Agenda"></h2>'],
    inapplicable: ['<p>Texte</p>', '<h2 hidden>Caché</h2>', '<div hidden><h2 style="display:contents"></h2></div>', '<details><summary>Plus</summary><h2 style="display:contents"></h2></details>'],
  },
  'page-regions': {
    fails: [region('<div>Contenu</div>'), region('<main>Un</main><main>Deux</main>'), '<p>Contenu</p>'],
    flagged: ['<main>Contenu</main>', region('<div role="main">Contenu</div>'), '<header>Ville</header><main>Contenu</main><footer>Mairie</footer>'],
    passes: [region('<main>Contenu</main>'), region('<main>Un</main><main hidden>Deux</main>'), region('<main style="display:contents"><p>Contenu</p></main>'), `<div role="banner">Ville</div><div role="navigation">Menu</div><main>Contenu</main><div role="contentinfo">Mairie</div>`],
    inapplicable: ['<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html lang="fr"><head><title>Essai</title></head><body><p>Vieux</p></body></html>', '', 'raw:<html lang="fr"><title>Essai</title><p>Sans type'],
  },
}
