// Compteur inventé : reconnaît le visiteur pendant deux ans et affiche une image.
document.cookie = 'cvg_visiteur=5531ac0e97d24be8; max-age=63072000; path=/'
document.write('<img src="http://compteur.visites-gratuites.example/compteur.gif?page=pont2019" width="88" height="31" alt="Compteur de visites">')
