// Le bandeau de l’ancien module de vote : il informe quand tout est déjà chargé, et ne propose pas de refuser.
document.body.insertAdjacentHTML('beforeend', `
<section id="bandeau" class="choix" aria-labelledby="bandeau-titre">
  <h2 id="bandeau-titre">Ce module utilise des cookies</h2>
  <p>En poursuivant, vous nous aidez à améliorer le budget participatif et à vous proposer des contenus adaptés.</p>
  <p class="boutons">
    <button type="button" id="accepter">J’accepte</button>
    <button type="button" class="discret" id="regler">Personnaliser mes choix</button>
  </p>
</section>`)
document.getElementById('accepter').addEventListener('click', () => {
  document.cookie = 'vote_cookies=ok; Max-Age=63072000; Path=/; SameSite=Lax; Secure'
  document.getElementById('bandeau').remove()
})
document.getElementById('regler').addEventListener('click', () => { location.href = '/mentions-legales/#cookies' })
