import type { LabelledSet } from './labelled.ts'

const frame = (attributes: string) => `<iframe srcdoc="<p>Plan</p>" width="300" height="200" ${attributes}></iframe>`

export const framesAndLinks: LabelledSet = {
  'frame-title': {
    fails: [frame(''), frame('aria-label="Plan du quartier"'), `<main>${frame('title="Plan"')}${frame('role="presentation"')}</main>`],
    passes: [frame('title="Plan du quartier"'), frame('title=""'), `${frame('title="Plan"')}${frame('style="display:none"')}`, `${frame('title="Plan"')}<iframe width="1" height="1" style="border:0"></iframe>`, `${frame('title="Plan"')}<div aria-hidden="true">${frame('tabindex="-1"')}</div>`],
    inapplicable: ['<p>Pas de cadre.</p>', '<iframe hidden></iframe>', '<iframe style="width:0;height:0;border:0"></iframe>'],
  },
  'frame-title-meaning': {
    fails: [frame('title="iframe"'), frame('title="  "'), frame('title="https://cartes.example/plan?x=1"'), frame('title="plan.html"')],
    flagged: ['<iframe src="/a" title="Carte"></iframe><iframe src="/b" title="Carte"></iframe>'],
    passes: [frame('title="Plan du quartier"'), '<iframe src="/a" title="Carte du nord"></iframe><iframe src="/b" title="Carte du sud"></iframe>', frame('title="Vidéo : la rue des Tanneurs"')],
    inapplicable: ['<p>Pas de cadre.</p>', frame('')],
  },
  'link-content': {
    fails: [
      '<a href="/a"></a>', '<a href="/a" title="Accueil"><img src="data:," alt=""></a>', '<a href="/a" aria-label="Facebook"><svg width="9" height="9" aria-hidden="true"></svg></a>',
      '<style>.icone::before { content: "\\f09a" }</style><a href="/a" class="icone" title="Facebook"></a>', '<span role="link" tabindex="0"></span>', '<a href="/a"><span style="display:none">Caché</span></a>',
    ],
    flagged: ['<a href="/a" aria-label="Facebook"><span aria-hidden="true">f</span></a>'],
    passes: [
      '<a href="/a">Accueil</a>', '<a href="/a"><img src="data:," alt="Accueil"></a>', '<a href="/a"><svg width="9" height="9"><title>Accueil</title></svg></a>',
      '<a href="/a"><span style="position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden">Accueil</span><i></i></a>',
      '<style>.mot::after { content: "Accueil" }</style><a href="/a" class="mot"></a>', '<a href="/a"><x-bouton></x-bouton></a>', '<a href="/a"><span role="img" aria-label="Accueil"></span></a>',
      '<a href="/a"><span style="display:contents">Accueil</span></a>', '<x-lien>Accueil</x-lien><script>customElements.define("x-lien", class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: "open" }).innerHTML = "<a href=/a><slot></slot></a>" } })</script>',
      '<a href="/a">Accueil</a><a href="/b" hidden></a>', '<p id="mot">Accueil</p><a href="/a"><svg width="9" height="9" role="img" aria-labelledby="mot"></svg></a>',
    ],
    inapplicable: ['<p>Pas de lien.</p>', '<a name="ancre"></a>', '<a href="/a" hidden></a>'],
  },
}
