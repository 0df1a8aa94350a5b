// Boutons de partage inventés : demande au réseau si le visiteur y est connu, puis affiche un lien par réseau.
fetch('https://boutons.reseau-social.example/etat.json', { credentials: 'include' }).catch(function () {})
document.querySelectorAll('[data-partage]').forEach(function (place) {
  var link = document.createElement('a')
  link.href = 'https://boutons.reseau-social.example/partager'
  link.textContent = 'Partager sur Réseau Social'
  place.append(link)
})
