// Le catalogue est dessiné par ce script : la page reçue est presque vide.
const application = document.getElementById('application')

// L’étiquette de disponibilité garde son style pour elle, dans une racine d’ombre ouverte.
customElements.define('etat-du-livre', class extends HTMLElement {
  connectedCallback() {
    const free = this.hasAttribute('disponible')
    this.attachShadow({ mode: 'open' }).innerHTML = `<style>span { font: 700 .9rem sans-serif; color: ${free ? '#1f5a34' : '#7a2e16'}; }</style>
      <svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="${free ? '#1f5a34' : '#7a2e16'}"/></svg>
      <span>${free ? 'Disponible' : 'Emprunté'}</span>`
  }
})

function element(name, attributes, ...children) {
  const node = Object.assign(document.createElement(name), attributes)
  node.append(...children)
  return node
}

function card(book) {
  const state = document.createElement('etat-du-livre')
  if (book.disponible) state.setAttribute('disponible', '')
  return element('li', {},
    element('img', { src: `/images/couvertures/${book.couverture}.webp`, width: 240, height: 360, alt: '' }),
    element('h2', { textContent: book.titre }),
    element('p', { textContent: `${book.auteur}, ${book.annee}` }),
    state)
}

const { livres } = await (await fetch('/api/catalogue.json')).json()
const shelf = element('ul', { className: 'etagere' })
const field = element('input', { id: 'mots', type: 'search' })
const count = element('p', { role: 'status' })
function show() {
  const found = window.recherche.filtrer(livres, field.value, ['titre', 'auteur'])
  shelf.replaceChildren(...found.map(card))
  count.textContent = `${found.length} livres`
}
const form = element('form', { className: 'recherche', role: 'search' }, element('p', {}, element('label', { htmlFor: 'mots', textContent: 'Titre ou auteur' }), field), element('button', { textContent: 'Chercher' }))
form.addEventListener('submit', (event) => { event.preventDefault(); show() })
application.append(form, count, shelf)
show()
document.title = `Catalogue, ${livres.length} livres – Médiathèque de Villeneuve`
