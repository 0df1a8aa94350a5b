// Mesure d’audience inventée : un identifiant de deux ans sur le site visité, et une image appelée avec cet identifiant.
(function () {
  var visitor = '7f3a9c41-d2e8-4b60-9a17-c55e0b8f2d34'
  document.cookie = '_aud_id=' + visitor + '; Max-Age=63072000; Path=/; SameSite=Lax; Secure'
  localStorage.setItem('aud.visiteur', JSON.stringify({ id: visitor, visites: 1 }))
  new Image().src = 'https://mesure.audience-tierce.example/collecte.gif?site=VN-204&v=' + visitor
})()
