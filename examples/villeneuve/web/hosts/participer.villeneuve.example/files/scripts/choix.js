// Le bandeau demande avant de mesurer : rien ne part tant que la personne n’a pas accepté. Le choix dure six mois.
const days = 182
const chosen = document.cookie.match(/(?:^|; )choix=(\w+)/)?.[1]

function measure() {
  const script = document.createElement('script')
  script.src = 'https://mesure.audience-tierce.example/mesure.js'
  document.head.append(script)
}

function remember(choice) {
  document.cookie = `choix=${choice}; Max-Age=${days * 86400}; Path=/; SameSite=Lax; Secure`
  document.getElementById('choix').remove()
  if (choice === 'oui') measure()
}

function ask() {
  document.body.insertAdjacentHTML('beforeend', `
<section id="choix" class="choix" aria-labelledby="choix-titre">
  <h2 id="choix-titre">Mesurer les visites ?</h2>
  <p>Avec votre accord, l’entreprise Audience Tierce compte les visites de ce site. Sans votre accord, rien ne change pour vous.</p>
  <p class="boutons">
    <button type="button" data-choix="oui">Tout accepter</button>
    <button type="button" data-choix="non">Tout refuser</button>
    <a href="/mentions-legales/#cookies">En savoir plus</a>
  </p>
</section>`)
  for (const button of document.querySelectorAll('[data-choix]')) button.addEventListener('click', () => remember(button.dataset.choix))
}

if (chosen === 'oui') measure()
else if (chosen !== 'non') ask()
