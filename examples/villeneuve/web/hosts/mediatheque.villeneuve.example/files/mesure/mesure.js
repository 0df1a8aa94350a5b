// Mesure d’audience tenue par la médiathèque elle-même : un identifiant de 393 jours, une visite de 30 minutes.
document.cookie = '_pk_id.4.1fa2=5d0e7c19ab34f086.1764547200.; Max-Age=33955200; Path=/; SameSite=Lax; Secure'
document.cookie = '_pk_ses.4.1fa2=1; Max-Age=1800; Path=/; SameSite=Lax; Secure'
new Image().src = '/mesure/visite.gif?idsite=4&rec=1&url=' + encodeURIComponent(location.pathname)
